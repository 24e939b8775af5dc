package gemmalab.checkpoint.pickle;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/** The bytes of a pickle. Numbers are little-endian, but for float64. */
final class PickleInput {

  private static final int AT_ONCE = 1 << 13;
  private static final int MOST_TEXT_BYTES = 1 << 20;
  private static final int MOST_NAME_BYTES = 1_000;

  /** A pickle's number may have 2 GB; the largest that torch writes has ten bytes. */
  private static final int MOST_NUMBER_BYTES = 255;

  private final InputStream stream;
  private final long limit;
  private final Allowance allowance;
  private final byte[] buffer = new byte[AT_ONCE];
  private int begin;
  private int end;
  private long beforeBuffer;

  /**
   * Reads from a stream.
   *
   * @param limit bytes that the stream has at most
   * @param allowance from which texts are taken
   */
  PickleInput(InputStream stream, long limit, Allowance allowance) {
    this.stream = stream;
    this.limit = limit;
    this.allowance = allowance;
  }

  /** Bytes that were read so far. */
  long position() {
    return beforeBuffer + begin;
  }

  int unsigned8() throws IOException {
    if (begin == end) {
      beforeBuffer += end;
      begin = 0;
      end = Math.max(0, stream.read(buffer));
      if (end == 0) {
        throw new EOFException("it ends within its pickle");
      }
    }
    return buffer[begin++] & 0xff;
  }

  int unsigned16() throws IOException {
    return (int) bits(Short.BYTES);
  }

  int int32() throws IOException {
    return (int) bits(Integer.BYTES);
  }

  long unsigned32() throws IOException {
    return bits(Integer.BYTES);
  }

  long int64() throws IOException {
    return bits(Long.BYTES);
  }

  double float64() throws IOException {
    return Double.longBitsToDouble(Long.reverseBytes(int64()));
  }

  /** A whole number of any length in two's complement: a {@link Long} if it fits. */
  Number integer(long bytes) throws IOException {
    if (bytes < 0 || bytes > MOST_NUMBER_BYTES) {
      throw new IOException("a whole number of " + bytes + " bytes in its pickle");
    }
    byte[] bigEndian = new byte[(int) Math.max(1, bytes)];
    for (int i = (int) bytes - 1; i >= 0; i--) {
      bigEndian[i] = (byte) unsigned8();
    }
    BigInteger number = new BigInteger(bigEndian);
    if (number.bitLength() < Long.SIZE) {
      return number.longValue();
    }
    return number;
  }

  /** A text of so many bytes. */
  String text(long bytes, Charset charset) throws IOException {
    if (bytes < 0 || bytes > MOST_TEXT_BYTES) {
      throw new IOException("a text of " + bytes + " bytes in its pickle");
    }
    require(bytes);
    allowance.take(2 * bytes);
    byte[] text = new byte[(int) bytes];
    for (int i = 0; i < text.length; i++) {
      text[i] = (byte) unsigned8();
    }
    return new String(text, charset);
  }

  /** The part of a name that a line holds. */
  String line() throws IOException {
    byte[] line = new byte[MOST_NAME_BYTES];
    for (int length = 0; length < line.length; length++) {
      int next = unsigned8();
      if (next == '\n') {
        return new String(line, 0, length, StandardCharsets.UTF_8);
      }
      line[length] = (byte) next;
    }
    throw new IOException("a name of over " + MOST_NAME_BYTES + " bytes in its pickle");
  }

  /** Passes over bytes that no tensor needs. */
  void skip(long bytes) throws IOException {
    require(bytes);
    for (long i = 0; i < bytes; i++) {
      unsigned8();
    }
  }

  /** Makes sure that so many bytes can follow. */
  void require(long bytes) throws IOException {
    if (bytes < 0 || bytes > limit - position()) {
      throw new EOFException(
          "its pickle names " + Long.toUnsignedString(bytes) + " bytes that are not there");
    }
  }

  private long bits(int bytes) throws IOException {
    long bits = 0;
    for (int i = 0; i < bytes; i++) {
      bits |= (long) unsigned8() << (i * Byte.SIZE);
    }
    return bits;
  }
}
