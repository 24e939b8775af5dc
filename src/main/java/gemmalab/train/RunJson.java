package gemmalab.train;

import com.google.gson.FieldNamingPolicy;
import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import gemmalab.checkpoint.json.JsonFaults;
import gemmalab.text.GemmaException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** JSON of a run's files: keys in snake case; NaN and infinity as null. */
final class RunJson {

  static final Gson GSON =
      new GsonBuilder()
          .setFieldNamingPolicy(FieldNamingPolicy.LOWER_CASE_WITH_UNDERSCORES)
          .registerTypeAdapter(double.class, new FiniteNumbers())
          .registerTypeAdapter(Double.class, new FiniteNumbers())
          .disableHtmlEscaping()
          .create();

  /** For events, in which a null keeps its key. */
  static final Gson LINES = GSON.newBuilder().serializeNulls().create();

  private RunJson() {}

  /**
   * Reads a file of one object.
   *
   * @throws GemmaException if it does not exist or is incomplete
   */
  static <T> T read(Path path, Class<T> type) {
    try {
      T value = GSON.fromJson(Files.readString(path), type);
      if (value == null) { // an empty file
        throw new GemmaException("error.file.damaged", path, "it is empty");
      }
      return value;
    } catch (GemmaException e) {
      throw e;
    } catch (IOException | RuntimeException e) { // Gson wraps what a record says of a missing key
      throw new GemmaException(e, "error.file.damaged", path, JsonFaults.reason(e));
    }
  }

  /** The key of a record's component. */
  static String key(String component) {
    return component.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
  }

  static String pretty(Object value) {
    return GSON.newBuilder().setPrettyPrinting().create().toJson(value) + "\n";
  }

  /** The values of an object by their dotted keys, such as {@code batch.block_size}. */
  static Map<String, String> flat(Object value) {
    Map<String, String> values = new LinkedHashMap<>();
    flatten("", GSON.toJsonTree(value), values);
    return values;
  }

  private static void flatten(String key, JsonElement value, Map<String, String> into) {
    if (value.isJsonObject()) {
      String prefix = key.isEmpty() ? "" : key + ".";
      value
          .getAsJsonObject()
          .entrySet()
          .forEach(entry -> flatten(prefix + entry.getKey(), entry.getValue(), into));
    } else {
      into.put(key, value.isJsonPrimitive() ? value.getAsString() : value.toString());
    }
  }
}
