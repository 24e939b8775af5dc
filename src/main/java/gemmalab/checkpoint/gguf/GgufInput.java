package gemmalab.checkpoint.gguf;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;

/**
 * Reads the numbers and strings of a GGUF file one after the other. No length in it is believed
 * before it was compared with what is left of the file.
 */
final class GgufInput {

  private static final int AT_ONCE = 1 << 16;

  private final FileChannel channel;
  private final long fileBytes;
  private final ByteBuffer buffer =
      ByteBuffer.allocate(AT_ONCE).order(ByteOrder.LITTLE_ENDIAN).limit(0);
  private long afterBuffer;

  /**
   * Begins at a place of a file.
   *
   * @param position of the first byte to read
   */
  GgufInput(FileChannel channel, long position) throws IOException {
    this.channel = channel;
    fileBytes = channel.size();
    afterBuffer = position;
  }

  /** Where the next byte is in the file. */
  long position() {
    return afterBuffer - buffer.remaining();
  }

  byte int8() throws IOException {
    return ready(Byte.BYTES).get();
  }

  short int16() throws IOException {
    return ready(Short.BYTES).getShort();
  }

  int int32() throws IOException {
    return ready(Integer.BYTES).getInt();
  }

  long int64() throws IOException {
    return ready(Long.BYTES).getLong();
  }

  /** A count or a length: 64 bits, of which no file needs the highest. */
  long count() throws IOException {
    long count = int64();
    if (count < 0) {
      throw new IOException("a count of " + Long.toUnsignedString(count));
    }
    return count;
  }

  /** A length that is the number of bytes, then these. */
  String text(int most) throws IOException {
    long length = count();
    if (length > most) {
      throw new IOException("a text of " + length + " bytes, where " + most + " are the most");
    }
    byte[] text = new byte[(int) checked(length)];
    read(text);
    return new String(text, StandardCharsets.UTF_8);
  }

  /** Reads as many bytes as there is room for, which must be compared with the file before. */
  void read(byte[] target) throws IOException {
    for (int done = 0; done < target.length; ) {
      int part = Math.min(target.length - done, AT_ONCE);
      ready(part).get(target, done, part);
      done += part;
    }
  }

  /** Passes over some bytes. */
  void skip(long bytes) throws IOException {
    checked(bytes);
    if (bytes <= buffer.remaining()) {
      buffer.position(buffer.position() + (int) bytes);
    } else {
      afterBuffer = position() + bytes;
      buffer.limit(0);
    }
  }

  /** Some bytes, if the file has them. */
  long checked(long bytes) throws IOException {
    if (bytes > fileBytes - position()) {
      throw new EOFException("it ends after " + fileBytes + " bytes, within its header");
    }
    return bytes;
  }

  private ByteBuffer ready(int bytes) throws IOException {
    if (buffer.remaining() < bytes) {
      checked(bytes);
      long position = position();
      buffer.clear().limit((int) Math.min(AT_ONCE, fileBytes - position));
      fill(channel, position, buffer);
      afterBuffer = position + buffer.remaining();
    }
    return buffer;
  }

  /** Reads until a buffer is full. */
  static void fill(FileChannel channel, long position, ByteBuffer buffer) throws IOException {
    while (buffer.hasRemaining()) {
      if (channel.read(buffer, position + buffer.position()) < 0) {
        throw new EOFException("it ends after " + channel.size() + " bytes");
      }
    }
    buffer.flip();
  }
}
