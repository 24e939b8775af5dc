package gemmalab.data.tokens;

import gemmalab.data.TokenSequence;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * The tokens of a file, read when they are asked for: the operating system keeps in memory what is
 * used. A mapping ends at 2 GB, so a file is mapped in parts.
 *
 * <p>A mapping ends when the garbage collector finds that nobody has the tokens any more. Nobody
 * replaces such a file meanwhile: token folders are made once, and the cache leaves what Windows
 * will not delete for another time. An open file that is read instead would end with the first
 * interrupt of a reading thread.
 */
final class MappedTokens implements TokenSequence {

  private static final int PART_BYTES = 1 << 30;

  private final TokenFormat format;
  private final List<ByteBuffer> parts;
  private final int tokensInPart;
  private final long length;

  private MappedTokens(TokenFormat format, List<ByteBuffer> parts, int tokensInPart, long length) {
    this.format = format;
    this.parts = parts;
    this.tokensInPart = tokensInPart;
    this.length = length;
  }

  /**
   * Opens a file of a format that its content tells.
   *
   * @throws gemmalab.text.GemmaException if it is none of token ids, or ends within one
   */
  static MappedTokens open(Path path) throws IOException {
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
      TokenFormat format = TokenFormat.of(channel, path);
      return map(channel, path, format, PART_BYTES / format.idBytes());
    }
  }

  /** For tests, with ids of two bytes and smaller parts. */
  static MappedTokens open(Path path, int tokensInPart) throws IOException {
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
      return map(channel, path, TokenFormat.TWO_BYTES, tokensInPart);
    }
  }

  private static MappedTokens map(
      FileChannel channel, Path path, TokenFormat format, int tokensInPart) throws IOException {
    long bytes = channel.size();
    format.requireWhole(bytes, path);
    List<ByteBuffer> parts = new ArrayList<>();
    long step = (long) tokensInPart * format.idBytes();
    for (long at = format.headerBytes(); at < bytes; at += step) {
      parts.add(
          channel
              .map(FileChannel.MapMode.READ_ONLY, at, Math.min(step, bytes - at))
              .order(ByteOrder.LITTLE_ENDIAN));
    }
    return new MappedTokens(format, parts, tokensInPart, format.length(bytes));
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
      int inPart = (int) (at % tokensInPart) * format.idBytes();
      ids[i] = format.id(parts.get((int) (at / tokensInPart)), inPart);
    }
    return ids;
  }

  /** The highest id, found by reading all; 0 if there is none. */
  int highest() {
    int highest = 0;
    for (ByteBuffer part : parts) {
      for (int at = 0; at < part.capacity(); at += format.idBytes()) {
        highest = Math.max(highest, format.id(part, at));
      }
    }
    return highest;
  }
}
