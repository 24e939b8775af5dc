package gemmalab.tokenizer.gemma;

import com.google.gson.JsonElement;
import com.google.gson.JsonPrimitive;
import java.util.List;
import java.util.Map;

/**
 * What a {@code tokenizer.json} holds but for its merges, which cannot be read before all tokens
 * are known.
 *
 * @param settings everything that is small, by the path of its keys, such as {@code model.type}
 * @param added as the file has them
 */
record TokenizerParts(
    Map<String, JsonElement> settings, List<AddedToken> added, Vocabulary vocabulary) {

  /** Whether a text that is a token stays one, whatever its merges say. */
  boolean ignoresMerges() {
    return new JsonPrimitive(true).equals(settings.get("model.ignore_merges"));
  }

  /** Whether a token comes after those of the vocabulary. */
  boolean isBeyond(AddedToken token) {
    return token.id() >= vocabulary.size();
  }
}
