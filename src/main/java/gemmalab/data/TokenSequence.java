package gemmalab.data;

import java.util.Arrays;

/** A long row of token ids, in memory or in a file. */
public interface TokenSequence {

  long length();

  /** The ids from {@code start} on, {@code count} of them. */
  int[] range(long start, int count);

  /** Ids in memory. */
  static TokenSequence of(int... ids) {
    return new TokenSequence() {
      @Override
      public long length() {
        return ids.length;
      }

      @Override
      public int[] range(long start, int count) {
        int from = Math.toIntExact(start);
        return Arrays.copyOfRange(ids, from, from + count);
      }
    };
  }
}
