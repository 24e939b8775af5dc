package gemmalab.data.tokens;

import gemmalab.data.TokenSequence;
import gemmalab.text.GemmaException;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.CharBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * The tokens of a file, read when they are asked for: the operating system keeps in memory what is
 * used. A mapping ends at 2 GB, so a file is mapped in parts; a {@code char} is an unsigned number
 * of 16 bits.
 *
 * <p>A mapping ends when the garbage collector finds that nobody has the tokens any more. Nobody
 * replaces such a file meanwhile: token folders are made once, and the cache leaves what Windows
 * will not delete for another time. An open file that is read instead would end with the first
 * interrupt of a reading thread.
 */
final class MappedTokens implements TokenSequence {

  private static final int PART = 1 << 29; // tokens, of 2 bytes each

  private final List<CharBuffer> parts;
  private final int tokensInPart;
  private final long length;

  private MappedTokens(List<CharBuffer> parts, int tokensInPart, long length) {
    this.parts = parts;
    this.tokensInPart = tokensInPart;
    this.length = length;
  }

  static MappedTokens open(Path path) throws IOException {
    return open(path, PART);
  }

  /** For tests, with smaller parts. */
  static MappedTokens open(Path path, int tokensInPart) throws IOException {
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
      long bytes = channel.size();
      if (bytes % Character.BYTES != 0) {
        throw new GemmaException("error.file.damaged", path, bytes + " bytes");
      }
      List<CharBuffer> parts = new ArrayList<>();
      long step = (long) tokensInPart * Character.BYTES;
      for (long at = 0; at < bytes; at += step) {
        parts.add(
            channel
                .map(FileChannel.MapMode.READ_ONLY, at, Math.min(step, bytes - at))
                .order(ByteOrder.LITTLE_ENDIAN)
                .asCharBuffer());
      }
      return new MappedTokens(parts, tokensInPart, bytes / Character.BYTES);
    }
  }

  @Override
  public long length() {
    return length;
  }

  @Override
  public int[] range(long start, int count) {
    int[] ids = new int[count];
    for (int i = 0; i < count; i++) {
      long at = start + i;
      ids[i] = parts.get((int) (at / tokensInPart)).get((int) (at % tokensInPart));
    }
    return ids;
  }

  /** The highest id, found by reading all; 0 if there is none. */
  int highest() {
    int highest = 0;
    for (CharBuffer part : parts) {
      for (int i = 0; i < part.capacity(); i++) {
        highest = Math.max(highest, part.get(i));
      }
    }
    return highest;
  }
}
