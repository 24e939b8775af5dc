package gemmalab.tokenizer.gemma;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/** An entry of {@code added_tokens}. */
final class AddedTokenEntry {

  /** Flags that change where a token is found in a text, or how much of it; no Gemma has them. */
  private static final List<String> REFUSED = List.of("single_word", "lstrip", "rstrip");

  private static final Set<String> KEYS =
      Set.of("id", "content", "single_word", "lstrip", "rstrip", "normalized", "special");
  private static final JsonPrimitive FALSE = new JsonPrimitive(false);

  private AddedTokenEntry() {}

  /**
   * Reads an entry.
   *
   * @throws gemmalab.text.GemmaException if it has a flag that is not read
   * @throws IOException if it is damaged
   */
  static AddedToken read(Path path, JsonElement value) throws IOException {
    JsonObject entry = value.getAsJsonObject();
    if (!entry.keySet().equals(KEYS)) {
      throw new IOException("an added token has the keys " + entry.keySet());
    }
    String content = entry.get("content").getAsString();
    if (content.isEmpty()) {
      throw new IOException("an added token has no text");
    }
    VocabularyBuilder.utf8(content);
    for (String flag : REFUSED) {
      if (!FALSE.equals(entry.get(flag))) {
        throw Pipeline.refusal(path, content + "." + flag, entry.get(flag));
      }
    }
    return new AddedToken(
        entry.get("id").getAsInt(), content, flag(entry, "normalized"), flag(entry, "special"));
  }

  private static boolean flag(JsonObject entry, String key) throws IOException {
    if (entry.get(key) instanceof JsonPrimitive flag && flag.isBoolean()) {
      return flag.getAsBoolean();
    }
    throw new IOException("the flag " + key + " is " + entry.get(key));
  }
}
