package gemmalab.tokenizer.gemma;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * The tokens of a model by id and by text, as UTF-8 in one array: Gemma's 262,144 take 6 MB, and
 * would take 30 as strings in a map. A text is found by its hash, and among equal ones by its
 * bytes, so that no file can make the search slow.
 */
final class Vocabulary {

  /** There is no such token. */
  static final int NONE = -1;

  private final byte[] texts;
  private final int[] begins; // by id
  private final int[] ends; // by id
  private final int[] hashes; // by id
  private final int[] sorted; // ids in the order of their hashes, then of their bytes

  /**
   * Takes the tokens.
   *
   * @param texts all tokens' UTF-8
   * @param begins by id, where its text begins
   * @param ends by id, where it ends
   * @throws IllegalArgumentException if two tokens have the same text
   */
  Vocabulary(byte[] texts, int[] begins, int[] ends) {
    this.texts = texts;
    this.begins = begins;
    this.ends = ends;
    hashes = IntStream.range(0, begins.length).map(this::hash).toArray();
    Comparator<Integer> byText =
        (one, other) -> compare(one, hashes[other], texts, begins[other], ends[other]);
    sorted = IntStream.range(0, begins.length).boxed().sorted(byText).mapToInt(id -> id).toArray();
    for (int i = 1; i < sorted.length; i++) {
      if (byText.compare(sorted[i - 1], sorted[i]) == 0) {
        throw new IllegalArgumentException("the token " + text(sorted[i]) + " is there twice");
      }
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
    int hash = hash(text, 0, text.length);
    int low = 0;
    int high = sorted.length - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      int order = compare(sorted[middle], hash, text, 0, text.length);
      if (order == 0) {
        return sorted[middle];
      }
      low = order < 0 ? middle + 1 : low;
      high = order < 0 ? high : middle - 1;
    }
    return NONE;
  }

  String text(int id) {
    return new String(texts, begins[id], ends[id] - begins[id], StandardCharsets.UTF_8);
  }

  private int compare(int id, int hash, byte[] text, int from, int to) {
    return hashes[id] == hash
        ? Arrays.compareUnsigned(texts, begins[id], ends[id], text, from, to)
        : Integer.compare(hashes[id], hash);
  }

  private int hash(int id) {
    return hash(texts, begins[id], ends[id]);
  }

  private static int hash(byte[] text, int from, int to) {
    int hash = 0;
    for (int i = from; i < to; i++) {
      hash = 31 * hash + text[i]; // as String does
    }
    return hash;
  }
}
