package gemmalab.tokenizer;

import java.util.OptionalInt;
import java.util.Set;

/** Text to token ids and back. */
public interface Tokenizer {

  /** Encodes text as it stands; the name of a special token in it is plain text. */
  int[] encode(String text);

  /**
   * Encodes what a model is to go on with: after the token that begins a text, if there is one, and
   * with the names of special tokens for these tokens where the model's makers do so.
   */
  default int[] encodePrompt(String text) {
    return encode(text);
  }

  /**
   * The bytes that a token stands for; a character may be spread over several tokens.
   *
   * @throws gemmalab.text.GemmaException if there is no such token
   */
  byte[] bytes(int id);

  /** Number of tokens; ids are 0 to this, less one. */
  int size();

  /** The token between two texts. */
  int endOfText();

  /** The token before a text, where the model was trained with one: Gemma's {@code <bos>}. */
  default OptionalInt beginningOfText() {
    return OptionalInt.empty();
  }

  /** The tokens that end what a model writes: the end of a text, or of a turn in a conversation. */
  default Set<Integer> stopIds() {
    return Set.of(endOfText());
  }

  /** Whether a token ends what a model writes. */
  default boolean isEnd(int id) {
    return stopIds().contains(id);
  }

  /** Whether a token is a mark between texts, such as {@code <bos>}, and never shown as text. */
  default boolean isSpecial(int id) {
    return isEnd(id);
  }

  /** Whether there are tokens for the turns of a conversation. */
  default boolean hasTurnTokens() {
    return false;
  }
}
