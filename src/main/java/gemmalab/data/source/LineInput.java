package gemmalab.data.source;

import java.io.Reader;

/** The characters of one line at a time; a line ends as a file does. */
final class LineInput extends Reader {

  /**
   * Characters beyond which a line is cut off, which makes it damaged, so that no line takes all
   * memory. A line of 100 MB fits.
   */
  private static final int LONGEST = 1 << 27;

  private static final int END = -1;

  private final TextInput input;
  private int length;
  private boolean lineEnded;
  private boolean fileEnded;
  private boolean blank;

  LineInput(TextInput input) {
    this.input = input;
  }

  /** Goes to the next line. */
  void begin() {
    length = 0;
    lineEnded = false;
    blank = true;
  }

  /** Leaves what is still unread of a line. */
  void finish() {
    while (!lineEnded) {
      next();
    }
  }

  /** Whether there was nothing but white space in the line so far. */
  boolean blank() {
    return blank;
  }

  boolean fileEnded() {
    return fileEnded;
  }

  @Override
  public int read() {
    return length == LONGEST ? END : next();
  }

  private int next() {
    if (lineEnded) {
      return END;
    }
    int next = input.read();
    fileEnded = next == END;
    lineEnded = fileEnded || next == '\n';
    if (lineEnded) {
      return END;
    }
    length = Math.min(length + 1, LONGEST);
    blank &= Character.isWhitespace(next);
    return next;
  }

  @Override
  public int read(char[] into, int offset, int count) {
    int read = 0;
    for (int next; read < count && (next = read()) != END; read++) {
      into[offset + read] = (char) next;
    }
    return read == 0 && count > 0 ? END : read;
  }

  @Override
  public void close() {
    input.close();
  }
}
