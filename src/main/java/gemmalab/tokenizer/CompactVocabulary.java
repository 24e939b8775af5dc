package gemmalab.tokenizer;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The few GPT-2 tokens that a small model knows: all 256 bytes, so that every text can be spelt;
 * what its corpus really uses; and the end of a text. Their places in the list are the model's ids.
 *
 * @param gpt2TokenIds GPT-2's ids, rising: 0 to 255 are the bytes, the last one ends a text
 */
public record CompactVocabulary(List<Integer> gpt2TokenIds) {

  /** A token that came once cannot be learned; its bytes may be. */
  public static final int LEAST_USES = 2;

  /** As many tokens as a small model has room for, whatever the corpus. */
  public static final int LARGEST_SIZE = 8_192;

  /** GPT-2's first tokens are the single bytes. */
  static final int BYTES = 256;

  private static final int SMALLEST_SIZE = BYTES + 1;

  /**
   * Takes a list of tokens.
   *
   * @throws IllegalArgumentException if the ids do not rise, or the bytes or the end are missing
   */
  public CompactVocabulary {
    gpt2TokenIds = List.copyOf(gpt2TokenIds);
    int size = gpt2TokenIds.size();
    require(size >= SMALLEST_SIZE, size + " tokens are too few");
    for (int id = 1; id < size; id++) {
      int before = gpt2TokenIds.get(id - 1);
      int after = gpt2TokenIds.get(id);
      require(before < after, "token " + after + " comes after " + before);
    }
    require(
        gpt2TokenIds.get(0) == 0 && gpt2TokenIds.get(BYTES - 1) == BYTES - 1,
        "a token of a single byte is missing");
    require(
        gpt2TokenIds.get(size - 1) == Gpt2Tokenizer.END_OF_TEXT,
        "the last token is " + gpt2TokenIds.get(size - 1) + ", not the end of a text");
  }

  /**
   * Keeps the tokens that a corpus uses.
   *
   * @param uses of each GPT-2 token in the corpus
   * @param leastUses how often a token must come to be kept
   * @param largestSize tokens at most, the bytes and the end of a text among them; the most used
   *     are kept
   */
  public static CompactVocabulary counting(long[] uses, int leastUses, int largestSize) {
    Comparator<Integer> mostUsedFirst = Comparator.comparingLong(id -> -uses[id]);
    List<Integer> kept =
        IntStream.range(BYTES, Gpt2Tokenizer.END_OF_TEXT)
            .filter(id -> uses[id] >= leastUses)
            .boxed()
            .sorted(mostUsedFirst) // a stable sort: of equals the lower id comes first
            .limit(Math.max(0, largestSize - SMALLEST_SIZE))
            .sorted()
            .toList();
    List<Integer> all = new ArrayList<>(IntStream.range(0, BYTES).boxed().toList());
    all.addAll(kept);
    all.add(Gpt2Tokenizer.END_OF_TEXT);
    return new CompactVocabulary(all);
  }

  public int size() {
    return gpt2TokenIds.size();
  }

  private static void require(boolean condition, String otherwise) {
    if (!condition) {
      throw new IllegalArgumentException(otherwise);
    }
  }
}
