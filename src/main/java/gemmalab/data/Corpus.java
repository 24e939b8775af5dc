package gemmalab.data;

import java.util.Optional;
import java.util.OptionalLong;

/** A text to learn from: documents in a fixed order, read as a stream as often as one likes. */
public interface Corpus {

  /** What the user calls it. */
  String name();

  /** Bytes that a reader will take from the disk, where that is known. */
  OptionalLong bytes();

  /** Another text when the corpus has changed: for what is made of it and kept. */
  String version();

  /**
   * Begins to read; the caller closes the reader.
   *
   * @throws gemmalab.text.GemmaException if it cannot be read
   */
  SegmentReader open();

  /** The corpus that its makers keep apart for validation, if they do. */
  default Optional<Corpus> validation() {
    return Optional.empty();
  }
}
