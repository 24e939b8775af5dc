package gemmalab.inspect;

import gemmalab.model.GemmaConfig;
import gemmalab.text.GemmaException;
import gemmalab.tokenizer.TextStream;
import gemmalab.tokenizer.Tokenizer;
import java.util.Arrays;
import java.util.List;

/**
 * A text under inspection.
 *
 * @param labels its tokens as readable text
 */
public record InspectedText(int[] ids, List<String> labels) {

  /** Longest text, so that the attention maps of all layers and heads fit into memory. */
  static final int MAX_TOKENS = 512;

  /**
   * Encodes a text.
   *
   * @throws GemmaException if it is empty or too long
   */
  public static InspectedText of(String text, Tokenizer tokenizer, GemmaConfig config) {
    return of(text, tokenizer, Math.min(MAX_TOKENS, config.maxPositionEmbeddings()));
  }

  /**
   * Encodes a text of at most {@code limit} tokens.
   *
   * @throws GemmaException if it is empty or too long
   */
  public static InspectedText of(String text, Tokenizer tokenizer, int limit) {
    int[] ids = tokenizer.encode(text);
    if (ids.length == 0) {
      throw new GemmaException("error.inspect.empty");
    }
    if (ids.length > limit) {
      throw new GemmaException("error.inspect.long", ids.length, limit);
    }
    return new InspectedText(
        ids, Arrays.stream(ids).mapToObj(id -> TextStream.label(tokenizer, id)).toList());
  }

  int length() {
    return ids.length;
  }

  /** The next token at each position but the last. */
  int[] targets() {
    return Arrays.copyOfRange(ids, 1, ids.length);
  }
}
