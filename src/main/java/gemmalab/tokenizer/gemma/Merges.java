package gemmalab.tokenizer.gemma;

import java.util.Arrays;

/**
 * Which two neighbouring tokens become one, and which of them first. Each merge is one number, so
 * that Gemma's 514,906 are a sorted array of 4 MB:
 *
 * <pre>
 *   left, 20 bits | right, 20 bits | rank, 20 bits
 * </pre>
 */
final class Merges {

  /** Two tokens that are not merged. */
  static final int NONE = -1;

  /** Twice Gemma's, and as many as a rank has bits for. */
  static final int MOST_MERGES = 1 << 20;

  private static final int RANK_BITS = 20;
  private static final int TOKEN_BITS = 20; // more than VocabularyBuilder.MOST_TOKENS needs
  private static final long LAST_RANK = MOST_MERGES - 1L;

  private final long[] sorted;
  private final int[] merged; // tokens by rank
  private final int size; // the arrays may have room for more

  private Merges(long[] numbers, int[] merged, int size) {
    sorted = numbers;
    this.merged = merged;
    this.size = size;
    Arrays.sort(sorted, 0, size);
  }

  int size() {
    return size;
  }

  /** When two neighbours are merged: lower ones first; or {@link #NONE}. */
  int rank(int left, int right) {
    long pair = number(left, right, 0);
    int found = Arrays.binarySearch(sorted, 0, size, pair + LAST_RANK);
    int last =
        found >= 0 ? found : -found - 2; // of a pair that is listed twice the last one counts
    return last >= 0 && sorted[last] >= pair ? (int) (sorted[last] & LAST_RANK) : NONE;
  }

  /** The token that two become. */
  int merged(int rank) {
    return merged[rank];
  }

  /** The two tokens of each merge in the order of their ranks; see {@link #left}. */
  long[] pairs() {
    long[] pairs = new long[size];
    for (int i = 0; i < size; i++) {
      pairs[(int) (sorted[i] & LAST_RANK)] = sorted[i] >>> RANK_BITS;
    }
    return pairs;
  }

  static int left(long pair) {
    return (int) (pair >>> TOKEN_BITS);
  }

  static int right(long pair) {
    return (int) (pair & ((1 << TOKEN_BITS) - 1));
  }

  private static long number(int left, int right, int rank) {
    return ((((long) left << TOKEN_BITS) | right) << RANK_BITS) | rank;
  }

  /** Collects the merges of a file in their order. */
  static final class Builder {

    private static final int FIRST_ROOM = 1 << 10;

    private long[] numbers = new long[FIRST_ROOM];
    private int[] merged = new int[FIRST_ROOM];
    private int count;

    /**
     * Adds the merge of the next rank.
     *
     * @throws IllegalArgumentException if there are too many
     */
    void add(int left, int right, int both) {
      if (count == MOST_MERGES) {
        throw new IllegalArgumentException("more than " + MOST_MERGES + " merges");
      }
      if (count == merged.length) {
        numbers = Arrays.copyOf(numbers, 2 * count);
        merged = Arrays.copyOf(merged, 2 * count);
      }
      numbers[count] = number(left, right, count);
      merged[count] = both;
      count++;
    }

    Merges build() {
      return new Merges(numbers, merged, count);
    }
  }
}
