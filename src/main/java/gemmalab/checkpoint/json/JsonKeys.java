package gemmalab.checkpoint.json;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import gemmalab.text.GemmaException;
import java.nio.file.Path;

/** A JSON object of a file, read key by key; a key that is missing or null is named. */
public record JsonKeys(Path path, JsonObject json) {

  public boolean has(String key) {
    JsonElement value = json.get(key);
    return value != null && !value.isJsonNull();
  }

  public int integer(String key) {
    return required(key).getAsBigDecimal().intValueExact(); // 4294967297 is no 1, nor 2.5 a 2
  }

  public double number(String key, double byDefault) {
    return has(key) ? json.get(key).getAsDouble() : byDefault;
  }

  public boolean flag(String key, boolean byDefault) {
    return has(key) ? json.get(key).getAsBoolean() : byDefault;
  }

  public String text(String key, String byDefault) {
    return has(key) ? json.get(key).getAsString() : byDefault;
  }

  public JsonArray array(String key) {
    return required(key).getAsJsonArray();
  }

  public JsonKeys object(String key) {
    return new JsonKeys(path, required(key).getAsJsonObject());
  }

  public JsonElement required(String key) {
    if (!has(key)) {
      throw new GemmaException("error.config.keyMissing", path, key);
    }
    return json.get(key);
  }
}
