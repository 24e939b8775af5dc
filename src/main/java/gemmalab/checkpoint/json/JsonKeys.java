package gemmalab.checkpoint.json;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import gemmalab.text.GemmaException;
import java.nio.file.Path;

/** A JSON object of a file, read key by key; a key that is missing or null is named. */
public record JsonKeys(Path path, JsonObject json) {

  public boolean has(String key) {
    JsonElement value = json.get(key);
    return value != null && !value.isJsonNull();
  }

  public int integer(String key) {
    try {
      return required(key).getAsBigDecimal().intValueExact(); // 4294967297 is no 1, nor 2.5 a 2
    } catch (ArithmeticException
        | NumberFormatException
        | UnsupportedOperationException
        | IllegalStateException e) {
      throw wrong(key, "a whole number");
    }
  }

  public double number(String key, double byDefault) {
    if (!has(key)) {
      return byDefault;
    }
    try {
      return json.get(key).getAsDouble();
    } catch (NumberFormatException | UnsupportedOperationException | IllegalStateException e) {
      throw wrong(key, "a number");
    }
  }

  public boolean flag(String key, boolean byDefault) {
    if (!has(key)) {
      return byDefault;
    }
    if (json.get(key) instanceof JsonPrimitive value && value.isBoolean()) {
      return value.getAsBoolean(); // Gson would take "yes" for false
    }
    throw wrong(key, "true or false");
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

  private static IllegalArgumentException wrong(String key, String wanted) {
    return new IllegalArgumentException(key + " is not " + wanted);
  }

  public JsonElement required(String key) {
    if (!has(key)) {
      throw new GemmaException("error.config.keyMissing", path, key);
    }
    return json.get(key);
  }
}
