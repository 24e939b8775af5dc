package gemmalab.tokenizer.gemma;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * Merges that follow from scores: any two tokens whose texts together are a token, the one with the
 * highest score first. Of equal ones the longer left half comes first, as where Hugging Face
 * converts SentencePiece's models, so that Gemma's are those of its {@code tokenizer.json}.
 * SentencePiece and llama.cpp take the leftmost of equal ones instead; texts on which the two
 * differ have overlapping halves of one token.
 *
 * <pre>
 *   place of the score, 20 bits | left half, 10 bits | right half, 10 bits | number, 20 bits
 * </pre>
 */
final class ScoredMerges {

  private static final int LENGTH_BITS = 10; // VocabularyBuilder.MOST_BYTES fits
  private static final int NUMBER_BITS = 20; // Merges.MOST_MERGES fit
  private static final int LONGEST = (1 << LENGTH_BITS) - 1;
  private static final int FIRST_ROOM = 1 << 10;

  private final Vocabulary vocabulary;
  private final int[] places; // of the tokens' scores, the highest one's is 0
  private long[] keys = new long[FIRST_ROOM];
  private int[] lefts = new int[FIRST_ROOM];
  private int[] rights = new int[FIRST_ROOM];
  private int[] wholes = new int[FIRST_ROOM];
  private int count;

  private ScoredMerges(Vocabulary vocabulary, List<Float> scores) {
    this.vocabulary = vocabulary;
    places = places(scores);
  }

  /**
   * Finds the merges.
   *
   * @param scores by the tokens' ids
   * @throws IllegalArgumentException if there are too many
   */
  static Merges of(Vocabulary vocabulary, List<Float> scores) {
    ScoredMerges found = new ScoredMerges(vocabulary, scores);
    for (int id = 0; id < vocabulary.size(); id++) {
      found.split(id);
    }
    return found.sorted();
  }

  private static int[] places(List<Float> scores) {
    float[] sorted = new float[scores.size()];
    for (int id = 0; id < sorted.length; id++) {
      sorted[id] = -scores.get(id);
    }
    float[] byId = sorted.clone();
    Arrays.sort(sorted);
    int different = 0;
    for (int i = 1; i < sorted.length; i++) {
      if (Float.compare(sorted[i], sorted[different]) != 0) {
        sorted[++different] = sorted[i];
      }
    }
    int[] places = new int[byId.length];
    for (int id = 0; id < places.length; id++) {
      places[id] = Arrays.binarySearch(sorted, 0, different + 1, byId[id]);
    }
    return places;
  }

  /** Adds what a token can be merged from. */
  private void split(int id) {
    byte[] text = vocabulary.text(id).getBytes(StandardCharsets.UTF_8);
    int[] tails = new int[text.length + 1]; // hashes of what follows each place
    int power = 1;
    for (int at = text.length - 1; at >= 0; at--) {
      tails[at] = tails[at + 1] + text[at] * power;
      power *= Vocabulary.HASH_FACTOR;
    }
    int head = 0;
    int characters = 0;
    int total = characters(text);
    for (int at = 1; at < text.length; at++) {
      head = head * Vocabulary.HASH_FACTOR + text[at - 1];
      if (isStart(text[at])) {
        characters++;
        int left = vocabulary.find(text, 0, at, head);
        if (left != Vocabulary.NONE) {
          int right = vocabulary.find(text, at, text.length, tails[at]);
          if (right != Vocabulary.NONE) {
            add(left, right, id, characters, total - characters);
          }
        }
      }
    }
  }

  private static int characters(byte[] utf8) {
    int count = 0;
    for (byte each : utf8) {
      count += isStart(each) ? 1 : 0;
    }
    return count;
  }

  /** Whether a byte of UTF-8 begins a character. */
  private static boolean isStart(byte each) {
    return (each & 0xC0) != 0x80;
  }

  private void add(int left, int right, int whole, int leftLength, int rightLength) {
    if (count == Merges.MOST_MERGES) {
      throw new IllegalArgumentException("more than " + Merges.MOST_MERGES + " merges");
    }
    if (count == keys.length) {
      keys = Arrays.copyOf(keys, 2 * count);
      lefts = Arrays.copyOf(lefts, 2 * count);
      rights = Arrays.copyOf(rights, 2 * count);
      wholes = Arrays.copyOf(wholes, 2 * count);
    }
    long lengths = (long) (LONGEST - leftLength) << LENGTH_BITS | (LONGEST - rightLength);
    keys[count] = ((long) places[whole] << (2 * LENGTH_BITS) | lengths) << NUMBER_BITS | count;
    lefts[count] = left;
    rights[count] = right;
    wholes[count] = whole;
    count++;
  }

  private Merges sorted() {
    Arrays.sort(keys, 0, count);
    Merges.Builder merges = new Merges.Builder();
    for (int i = 0; i < count; i++) {
      int number = (int) (keys[i] & (Merges.MOST_MERGES - 1));
      merges.add(lefts[number], rights[number], wholes[number]);
    }
    return merges.build();
  }
}
