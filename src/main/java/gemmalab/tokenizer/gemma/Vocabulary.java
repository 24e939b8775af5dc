package gemmalab.tokenizer.gemma;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The tokens of a model by id and by text, as UTF-8 in one array: Gemma's 262,144 take 6 MB, and
 * would take 30 as strings in a map.
 */
final class Vocabulary {

  /** There is no such token. */
  static final int NONE = -1;

  /** What a hash is multiplied by for each byte, as String does. */
  static final int HASH_FACTOR = 31;

  /** As many tokens may have the same hash; in a file that was not made for it, a few do. */
  private static final int MOST_ALIKE = 100;

  private final byte[] texts;
  private final int[] begins; // by id
  private final int[] ends; // by id
  private final long[] sorted; // the hash of a token's text, and its id

  /**
   * Takes the tokens.
   *
   * @param texts all tokens' UTF-8
   * @param begins by id, where its text begins
   * @param ends by id, where it ends
   * @throws IllegalArgumentException if two tokens have the same text, or too many the same hash
   */
  Vocabulary(byte[] texts, int[] begins, int[] ends) {
    this.texts = texts;
    this.begins = begins;
    this.ends = ends;
    sorted = new long[begins.length];
    for (int id = 0; id < sorted.length; id++) {
      sorted[id] = entry(hash(texts, begins[id], ends[id]), id);
    }
    Arrays.sort(sorted);
    for (int i = 1; i < sorted.length; i++) {
      requireUnlikeThoseBefore(i);
    }
  }

  private void requireUnlikeThoseBefore(int at) {
    int id = (int) sorted[at];
    int before = at - 1;
    for (; before >= 0 && hashAt(before) == hashAt(at); before--) {
      if (isText((int) sorted[before], texts, begins[id], ends[id])) {
        throw new IllegalArgumentException("the token " + text(id) + " is there twice");
      }
    }
    if (at - before > MOST_ALIKE) {
      throw new IllegalArgumentException("more than " + MOST_ALIKE + " tokens are hashed alike");
    }
  }

  int size() {
    return begins.length;
  }

  /** The id of a token, or {@link #NONE}. */
  int find(String text) {
    return find(text.getBytes(StandardCharsets.UTF_8));
  }

  /** The id of a token by its UTF-8, or {@link #NONE}. */
  int find(byte[] text) {
    return find(text, 0, text.length, hash(text, 0, text.length));
  }

  /**
   * The id of a token whose text is a part of another, or {@link #NONE}.
   *
   * @param hash of the part: that of what comes before its last byte, times {@link #HASH_FACTOR},
   *     plus the byte
   */
  int find(byte[] text, int from, int to, int hash) {
    int first = Arrays.binarySearch(sorted, entry(hash, 0));
    for (int at = first < 0 ? -first - 1 : first; at < sorted.length && hashAt(at) == hash; at++) {
      int id = (int) sorted[at];
      if (isText(id, text, from, to)) {
        return id;
      }
    }
    return NONE;
  }

  String text(int id) {
    return new String(texts, begins[id], ends[id] - begins[id], StandardCharsets.UTF_8);
  }

  private boolean isText(int id, byte[] text, int from, int to) {
    return Arrays.equals(texts, begins[id], ends[id], text, from, to);
  }

  private int hashAt(int at) {
    return (int) (sorted[at] >>> Integer.SIZE);
  }

  private static long entry(int hash, int id) {
    return (long) hash << Integer.SIZE | id;
  }

  private static int hash(byte[] text, int from, int to) {
    int hash = 0;
    for (int i = from; i < to; i++) {
      hash = HASH_FACTOR * hash + text[i];
    }
    return hash;
  }
}
