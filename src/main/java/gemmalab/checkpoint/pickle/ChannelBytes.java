package gemmalab.checkpoint.pickle;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** Bytes of a file, from any place. */
final class ChannelBytes {

  private ChannelBytes() {}

  /** Reads until a buffer is full. */
  static void fill(FileChannel channel, long position, ByteBuffer target) throws IOException {
    long next = position;
    while (target.hasRemaining()) {
      int read = channel.read(target, next);
      if (read < 0) {
        throw new EOFException("it ends after " + channel.size() + " bytes");
      }
      next += read;
    }
  }
}
