package gemmalab.tokenizer;

/** Text to token ids and back. */
public interface Tokenizer {

  /** Encodes text as it stands; the name of a special token in it is plain text. */
  int[] encode(String text);

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
}
