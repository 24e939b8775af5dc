package gemmalab.data.source;

import gemmalab.data.ReadingNotes;
import gemmalab.data.Segment;
import gemmalab.data.SegmentReader;
import org.jspecify.annotations.Nullable;

/** Documents of a plain text, with {@code <|endoftext|>} between them. */
final class TextReader implements SegmentReader {

  /** Between two documents, as the corpora of GPT-2 and TinyStories have it. */
  static final String SEPARATOR = "<|endoftext|>";

  private final TextInput input;
  private final boolean separatorIsText;
  private final char[] chunk = new char[1 << 16];
  private final StringBuilder pending = new StringBuilder();
  private final Segmenter segmenter = new Segmenter();
  private boolean separated;
  private boolean blankSoFar = true; // since the last separator
  private boolean ended;

  TextReader(TextInput input, boolean separatorIsText) {
    this.input = input;
    this.separatorIsText = separatorIsText;
  }

  @Override
  public @Nullable Segment next() {
    Segment segment = segmenter.poll();
    while (segment == null && !ended) {
      read();
      segment = segmenter.poll();
    }
    return segment;
  }

  private void read() {
    int count = input.read(chunk, 0, chunk.length);
    if (count < 0) {
      append(pending.length());
      end();
      return;
    }
    pending.append(chunk, 0, count);
    for (int at; !separatorIsText && (at = pending.indexOf(SEPARATOR)) >= 0; ) {
      append(at);
      pending.delete(0, SEPARATOR.length());
      segmenter.endDocument();
      separated = true;
      blankSoFar = true;
    }
    append(Math.max(0, pending.length() - SEPARATOR.length() + 1)); // half a separator stays
  }

  private void append(int count) {
    for (int i = 0; blankSoFar && i < count; i++) {
      blankSoFar = Character.isWhitespace(pending.charAt(i));
    }
    segmenter.append(pending, 0, count);
    pending.delete(0, count);
  }

  /** White space after the last separator is no document. */
  private void end() {
    ended = true;
    if (!(separated && blankSoFar)) {
      segmenter.endDocument();
    }
  }

  @Override
  public long bytesRead() {
    return input.bytesRead();
  }

  @Override
  public ReadingNotes notes() {
    return segmenter.notes();
  }

  @Override
  public void close() {
    input.close();
  }
}
