package gemmalab.data.tokens;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Writes tokens to a file: two bytes each, the low one first, as nanoGPT does. */
final class TokenFileWriter implements TokenWriter, Closeable {

  private final FileChannel channel;
  private final ByteBuffer buffer = ByteBuffer.allocate(1 << 16).order(ByteOrder.LITTLE_ENDIAN);
  private long length;

  /** Begins a new file. */
  TokenFileWriter(Path path) throws IOException {
    channel =
        FileChannel.open(
            path, StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE);
  }

  @Override
  public void append(int[] ids) throws IOException {
    for (int id : ids) {
      if (!buffer.hasRemaining()) {
        flush();
      }
      buffer.putShort((short) id);
    }
    length += ids.length;
  }

  @Override
  public long length() {
    return length;
  }

  @Override
  public void moveTail(long count, TokenWriter to) throws IOException {
    flush();
    long end = length * Short.BYTES;
    for (long at = end - count * Short.BYTES; at < end; ) {
      buffer.limit((int) Math.min(buffer.capacity(), end - at));
      at += fill(at);
      to.append(ids());
    }
    length -= count;
    channel.truncate(length * Short.BYTES);
    channel.position(length * Short.BYTES);
  }

  private int fill(long at) throws IOException {
    while (buffer.hasRemaining()) {
      channel.read(buffer, at + buffer.position());
    }
    return buffer.position();
  }

  private int[] ids() {
    buffer.flip();
    int[] ids = new int[buffer.remaining() / Short.BYTES];
    for (int i = 0; i < ids.length; i++) {
      ids[i] = Short.toUnsignedInt(buffer.getShort());
    }
    buffer.clear();
    return ids;
  }

  private void flush() throws IOException {
    buffer.flip();
    while (buffer.hasRemaining()) {
      channel.write(buffer);
    }
    buffer.clear();
  }

  /** Brings all to the disk. */
  void finish() throws IOException {
    flush();
    channel.force(true);
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
