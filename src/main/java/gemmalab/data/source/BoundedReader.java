package gemmalab.data.source;

import java.io.Reader;

/** Characters of entries none of which may be so long that it takes all memory. */
final class BoundedReader extends Reader {

  /** Characters after which an entry is cut off, which makes it damaged. One of 100 MB fits. */
  private static final int LONGEST = 1 << 27;

  private final TextInput input;
  private int length;

  BoundedReader(TextInput input) {
    this.input = input;
  }

  /** Another entry begins. */
  void begin() {
    length = 0;
  }

  @Override
  public int read(char[] into, int offset, int count) {
    int read = length >= LONGEST ? -1 : input.read(into, offset, count);
    length += Math.max(0, read);
    return read;
  }

  @Override
  public void close() {
    input.close();
  }
}
