package gemmalab.tokenizer.gemma;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The tokens before a prompt, from {@code post_processor}: a template of special tokens, then
 * {@code A}, the text. What it says of pairs of texts is not asked for.
 */
final class PromptPrefix {

  private static final String KEY = "post_processor";
  private static final JsonPrimitive TEMPLATE = new JsonPrimitive("TemplateProcessing");
  private static final JsonPrimitive TEXT = new JsonPrimitive("A");

  private PromptPrefix() {}

  /**
   * Reads the tokens.
   *
   * @param size number of tokens
   * @throws gemmalab.text.GemmaException if there is another step, or a template with something
   *     after the text or with a token that is not there
   */
  static int[] read(Path path, Map<String, JsonElement> settings, int size) {
    JsonElement step = settings.getOrDefault(KEY, JsonNull.INSTANCE);
    if (step.isJsonNull()) {
      return new int[0];
    }
    try {
      return read(step.getAsJsonObject(), size);
    } catch (RuntimeException e) { // another step, in one of many ways
      throw Pipeline.refusal(path, KEY, step);
    }
  }

  private static int[] read(JsonObject template, int size) {
    JsonArray parts = template.getAsJsonArray("single");
    int last = parts.size() - 1;
    if (!TEMPLATE.equals(template.get("type")) || !isText(parts.get(last))) {
      throw new IllegalArgumentException("no template that ends with the text");
    }
    List<Integer> ids = new ArrayList<>();
    for (JsonElement part : parts.asList().subList(0, last)) {
      String name = part.getAsJsonObject().getAsJsonObject("SpecialToken").get("id").getAsString();
      JsonObject token = template.getAsJsonObject("special_tokens").getAsJsonObject(name);
      token.getAsJsonArray("ids").forEach(id -> ids.add(Objects.checkIndex(id.getAsInt(), size)));
    }
    return ids.stream().mapToInt(id -> id).toArray();
  }

  private static boolean isText(JsonElement part) {
    JsonElement sequence = part.getAsJsonObject().get("Sequence");
    return sequence != null && TEXT.equals(sequence.getAsJsonObject().get("id"));
  }
}
