package gemmalab.checkpoint.config;

import com.google.gson.JsonElement;
import gemmalab.checkpoint.json.JsonKeys;
import gemmalab.model.LayerType;
import gemmalab.text.GemmaException;
import java.util.Arrays;
import java.util.Set;

/**
 * The bases of the rotary embedding and its linear scaling, in each form that transformers had:
 * flat keys with {@code rope_scaling} (version 4), {@code rope_parameters} flat or nested by layer
 * type (version 5). What is flat speaks of the global layers alone, whose context is the long one.
 *
 * @param keys of the configuration
 */
record RopeKeys(ModelKeys keys) {

  private static final Set<String> KNOWN = Set.of("rope_theta", "rope_type", "type", "factor");
  private static final double LOCAL_BASE = 10_000;
  private static final double GLOBAL_BASE = 1_000_000;

  double base(LayerType type) {
    double flat =
        type == LayerType.FULL
            ? keys.number("rope_theta", GLOBAL_BASE)
            : keys.number("rope_local_base_freq", LOCAL_BASE);
    return has("rope_parameters", type)
        ? object("rope_parameters", type).number("rope_theta", flat)
        : flat;
  }

  /** What positions are divided by; 1 without scaling. */
  double factor(LayerType type) {
    double factor = 1;
    for (String name : new String[] {"rope_parameters", "rope_scaling"}) {
      if (has(name, type)) {
        factor = factor(name, object(name, type), factor);
      }
    }
    return factor;
  }

  private double factor(String name, JsonKeys scaling, double byDefault) {
    for (String key : scaling.json().keySet()) {
      if (!KNOWN.contains(key) && scaling.has(key)) {
        throw unsupported(name + "." + key);
      }
    }
    String type = scaling.text("rope_type", scaling.text("type", "default"));
    return switch (type) {
      case "default" -> byDefault;
      case "linear" -> scaling.required("factor").getAsDouble();
      default -> throw unsupported(name + " " + type);
    };
  }

  /** Whether an object says something of a layer type. */
  private boolean has(String name, LayerType type) {
    if (!keys.has(name)) {
      return false;
    }
    return isNested(name) ? file(name).has(type.label()) : type == LayerType.FULL;
  }

  private JsonKeys object(String name, LayerType type) {
    return isNested(name) ? file(name).object(type.label()) : file(name);
  }

  private boolean isNested(String name) {
    return Arrays.stream(LayerType.values()).anyMatch(type -> file(name).has(type.label()));
  }

  private JsonKeys file(String name) {
    JsonElement value = keys.value(name);
    if (!value.isJsonObject()) {
      throw unsupported(name + " " + value);
    }
    return new JsonKeys(keys.path(), value.getAsJsonObject());
  }

  private GemmaException unsupported(String what) {
    return new GemmaException("error.config.unsupported", keys.path(), what);
  }
}
