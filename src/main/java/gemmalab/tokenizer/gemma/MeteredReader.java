package gemmalab.tokenizer.gemma;

import java.io.FilterReader;
import java.io.IOException;
import java.io.Reader;

/** Reads no further than is allowed, so that no value of a file takes memory without end. */
final class MeteredReader extends FilterReader {

  private static final long VALUE =
      1 << 14; // characters; the longest token has 6,000, if all of it is escaped

  private long left = VALUE;

  MeteredReader(Reader in) {
    super(in);
  }

  /** Allows one more value, whatever is left of the last. */
  void allowValue() {
    left = VALUE;
  }

  /** Allows all the rest, which is then to be skipped, or read value by value. */
  void allowAll() {
    left = Long.MAX_VALUE;
  }

  @Override
  public int read() throws IOException {
    char[] one = new char[1];
    return read(one, 0, 1) < 0 ? -1 : one[0];
  }

  @Override
  public int read(char[] target, int from, int length) throws IOException {
    if (left <= 0) {
      throw new IOException("a value has more than " + VALUE + " characters");
    }
    int read = super.read(target, from, length);
    left -= read;
    return read;
  }
}
