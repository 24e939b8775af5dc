package gemmalab.tokenizer;

import com.knuddels.jtokkit.api.IntArrayList;

/**
 * Texts with {@code <|endoftext|>} between them, as the files of GPT-2's training data have them.
 */
final class SeparatedText {

  private static final String SEPARATOR = "<|endoftext|>";

  private SeparatedText() {}

  /** Encodes each text by itself, with the end-of-text token where the separator stands. */
  static int[] encode(String text, Tokenizer tokenizer) {
    IntArrayList ids = new IntArrayList();
    int begin = 0;
    for (int at; (at = text.indexOf(SEPARATOR, begin)) >= 0; begin = at + SEPARATOR.length()) {
      add(tokenizer.encode(text.substring(begin, at)), ids);
      ids.add(tokenizer.endOfText());
    }
    add(tokenizer.encode(text.substring(begin)), ids);
    return ids.toArray();
  }

  private static void add(int[] more, IntArrayList ids) {
    for (int id : more) {
      ids.add(id);
    }
  }
}
