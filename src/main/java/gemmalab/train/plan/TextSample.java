package gemmalab.train.plan;

import gemmalab.data.TokenSequence;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashSet;
import java.util.Set;

/** Properties of a text. Of a very long one only the beginning is read. */
final class TextSample {

  private static final int TOKENS_TO_READ = 50_000_000;
  private static final int TOKENS_AT_ONCE = 1 << 20;

  /** Long enough that two texts do not share it by chance. */
  private static final int PASSAGE_TOKENS = 64;

  private static final int PASSAGES = 500;
  private static final long BASE = 0x9E3779B97F4A7C15L; // odd, and its powers spread all bits
  private static final long LAST_POWER = power(PASSAGE_TOKENS - 1);

  private TextSample() {}

  /** The number of different tokens. */
  static int distinctTokens(TokenSequence tokens, int vocabSize) {
    BitSet seen = new BitSet(vocabSize);
    long end = Math.min(tokens.length(), TOKENS_TO_READ);
    for (long start = 0; start < end; start += TOKENS_AT_ONCE) {
      for (int id : tokens.range(start, (int) Math.min(TOKENS_AT_ONCE, end - start))) {
        seen.set(id);
      }
    }
    return seen.cardinality();
  }

  /**
   * The share of passages of one text that also occur verbatim in another, found by a rolling hash
   * (Karp and Rabin 1987).
   */
  static double sharedWith(TokenSequence text, TokenSequence passagesOf) {
    Set<Long> wanted = passages(passagesOf);
    if (wanted.isEmpty() || text.length() < PASSAGE_TOKENS) {
      return 0;
    }
    Set<Long> found = new HashSet<>();
    long end = Math.min(text.length(), TOKENS_TO_READ);
    for (long start = 0; start < end; start += TOKENS_AT_ONCE) {
      int count = (int) Math.min(TOKENS_AT_ONCE + PASSAGE_TOKENS - 1, end - start);
      find(text.range(start, count), wanted, found);
    }
    return (double) found.size() / wanted.size();
  }

  private static Set<Long> passages(TokenSequence text) {
    Set<Long> hashes = new HashSet<>();
    long count = Math.min(PASSAGES, text.length() / PASSAGE_TOKENS);
    for (long passage = 0; passage < count; passage++) {
      long start = (text.length() - PASSAGE_TOKENS) * passage / Math.max(1, count - 1);
      hashes.add(hash(text.range(start, PASSAGE_TOKENS)));
    }
    return hashes;
  }

  private static void find(int[] ids, Set<Long> wanted, Set<Long> found) {
    if (ids.length < PASSAGE_TOKENS) {
      return;
    }
    long hash = hash(Arrays.copyOf(ids, PASSAGE_TOKENS));
    for (int next = PASSAGE_TOKENS; ; next++) {
      if (wanted.contains(hash)) {
        found.add(hash);
      }
      if (next == ids.length) {
        return;
      }
      hash = (hash - (ids[next - PASSAGE_TOKENS] + 1) * LAST_POWER) * BASE + ids[next] + 1;
    }
  }

  private static long hash(int[] passage) {
    long hash = 0;
    for (int id : passage) {
      hash = hash * BASE + id + 1;
    }
    return hash;
  }

  private static long power(int exponent) {
    long power = 1;
    for (int i = 0; i < exponent; i++) {
      power *= BASE;
    }
    return power;
  }
}
