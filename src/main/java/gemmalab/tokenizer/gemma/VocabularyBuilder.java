package gemmalab.tokenizer.gemma;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Collects the tokens of a file, whose ids come in any order. */
final class VocabularyBuilder {

  /** Twice Gemma's: far more would take more memory than a file has bytes. */
  static final int MOST_TOKENS = 1 << 19;

  /** What a text that grows token by token has room for; Gemma's longest token has 93. */
  static final int MOST_BYTES = 1_000;

  private static final int FIRST_ROOM = 1 << 10;

  private byte[] texts = new byte[FIRST_ROOM];
  private int[] begins = new int[0]; // by id
  private int[] ends = new int[0]; // by id; before the beginning if there is no such id
  private int length;
  private int count;

  /**
   * Adds a token.
   *
   * @throws IllegalArgumentException if the id is out of range or taken, or the text too long
   */
  void add(String token, int id) {
    require(id >= 0 && id < MOST_TOKENS, "the token " + token + " has the id " + id);
    byte[] text = utf8(token);
    growFor(id, text.length);
    require(ends[id] < 0, "two tokens have the id " + id);
    System.arraycopy(text, 0, texts, length, text.length);
    begins[id] = length;
    length += text.length;
    ends[id] = length;
    count++;
  }

  /**
   * The text of a token as bytes.
   *
   * @throws IllegalArgumentException if it is too long
   */
  static byte[] utf8(String token) {
    byte[] text = token.getBytes(StandardCharsets.UTF_8);
    require(text.length <= MOST_BYTES, "a token has " + text.length + " bytes");
    return text;
  }

  /**
   * The tokens that were added.
   *
   * @throws IllegalArgumentException if an id is missing or a text is there twice
   */
  Vocabulary build() {
    int[] used = Arrays.copyOf(ends, count);
    for (int id = 0; id < count; id++) {
      require(used[id] >= 0, "no token has the id " + id);
    }
    return new Vocabulary(Arrays.copyOf(texts, length), Arrays.copyOf(begins, count), used);
  }

  private void growFor(int id, int bytes) {
    if (length + bytes > texts.length) {
      texts = Arrays.copyOf(texts, 2 * (length + bytes));
    }
    int room = ends.length;
    if (id >= room) {
      int more = Math.min(MOST_TOKENS, Math.max(FIRST_ROOM, 2 * (id + 1)));
      begins = Arrays.copyOf(begins, more);
      ends = Arrays.copyOf(ends, more);
      Arrays.fill(ends, room, more, Vocabulary.NONE);
    }
  }

  private static void require(boolean condition, String otherwise) {
    if (!condition) {
      throw new IllegalArgumentException(otherwise);
    }
  }
}
