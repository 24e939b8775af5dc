package gemmalab.data.tokens;

import gemmalab.data.TokenSequence;
import java.io.IOException;
import java.util.Arrays;

/** Collects tokens in memory. */
public final class MemoryTokens implements TokenWriter {

  private int[] ids = new int[1 << 16];
  private int length;

  @Override
  public void append(int[] more) {
    int needed = Math.addExact(length, more.length);
    if (needed > ids.length) {
      ids = Arrays.copyOf(ids, Math.max(needed, (int) Math.min(ids.length * 2L, 1 << 30)));
    }
    System.arraycopy(more, 0, ids, length, more.length);
    length = needed;
  }

  @Override
  public long length() {
    return length;
  }

  @Override
  public void moveTail(long count, TokenWriter to) throws IOException {
    int[] tail = Arrays.copyOfRange(ids, length - Math.toIntExact(count), length);
    length -= tail.length;
    to.append(tail);
  }

  public TokenSequence tokens() {
    return TokenSequence.of(Arrays.copyOf(ids, length));
  }
}
