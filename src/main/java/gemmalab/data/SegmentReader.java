package gemmalab.data;

import java.io.Closeable;
import org.jspecify.annotations.Nullable;

/** Reads the documents of a corpus one after the other, in constant memory. */
public interface SegmentReader extends Closeable {

  /**
   * The next segment, or null after the last. Documents without text are left out.
   *
   * @throws gemmalab.text.GemmaException if a file cannot be read
   */
  @Nullable Segment next();

  /** Bytes taken from the disk so far. */
  long bytesRead();

  /** What was left out so far. */
  ReadingNotes notes();

  @Override
  void close();
}
