package gemmalab.checkpoint.config;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import gemmalab.checkpoint.json.JsonKeys;
import gemmalab.text.GemmaException;
import java.nio.file.Path;
import java.util.Map;

/**
 * A configuration whose numbers go by Hugging Face's names, by the original's, or by some of each.
 *
 * @param json as in the file
 * @param defaults that take the place of numbers that are not in the file; empty where it must say
 */
record ModelKeys(Path path, JsonObject json, Map<String, Integer> defaults) {

  /** Whether any number goes by the original's name. */
  boolean isOriginal() {
    return ConfigKeys.ORIGINAL_NAMES.values().stream().anyMatch(json::has);
  }

  boolean has(String name) {
    return file().has(fileName(name));
  }

  JsonElement value(String name) {
    return file().required(fileName(name));
  }

  int integer(String name) {
    Integer byDefault = defaults.get(name);
    boolean isSaid = json.has(fileName(name)); // null is said, and is no number
    return byDefault != null && !isSaid ? byDefault : file().integer(fileName(name));
  }

  double number(String name, double byDefault) {
    return file().number(fileName(name), byDefault);
  }

  boolean flag(String name, boolean byDefault) {
    return file().flag(fileName(name), byDefault);
  }

  /**
   * Refuses keys that would change the computation.
   *
   * @throws GemmaException naming the first key that is not understood
   */
  void requireUnderstood() {
    for (Map.Entry<String, JsonElement> entry : json.entrySet()) {
      String key = entry.getKey();
      JsonElement value = entry.getValue();
      if (!value.isJsonNull()) {
        requireUnderstood(key, value);
      }
    }
  }

  private void requireUnderstood(String key, JsonElement value) {
    String said = value.isJsonPrimitive() ? value.getAsString() : value.toString();
    if (ConfigKeys.REQUIRED.containsKey(key)) {
      if (!ConfigKeys.REQUIRED.get(key).contains(said)) {
        throw new GemmaException("error.config.unsupported", path, key + " " + said);
      }
    } else if (!isKnown(key)) {
      throw new GemmaException("error.config.unknownKey", path, key, said);
    }
  }

  /** A name that begins with an underscore is somebody's private note. */
  private static boolean isKnown(String key) {
    return key.startsWith("_")
        || ConfigKeys.COMPUTED.contains(key)
        || ConfigKeys.WITHOUT_EFFECT.contains(key)
        || ConfigKeys.ORIGINAL_NAMES.containsKey(key)
        || ConfigKeys.ORIGINAL_NAMES.containsValue(key);
  }

  /** The name that the file uses. */
  private String fileName(String name) {
    String original = ConfigKeys.ORIGINAL_NAMES.get(name);
    if (original == null || !json.has(original)) {
      return name;
    }
    if (json.has(name) && !json.get(name).equals(json.get(original))) {
      throw new GemmaException("error.config.twice", path, name, original);
    }
    return original;
  }

  private JsonKeys file() {
    return new JsonKeys(path, json);
  }
}
