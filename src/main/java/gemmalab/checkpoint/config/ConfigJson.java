package gemmalab.checkpoint.config;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import gemmalab.checkpoint.json.JsonFaults;
import gemmalab.checkpoint.json.JsonFile;
import gemmalab.model.GemmaConfig;
import gemmalab.model.LayerType;
import gemmalab.text.Choice;
import gemmalab.text.GemmaException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Reads {@code config.json} with Hugging Face's keys, the original's, or some of each. Whether the
 * LM head is tied the tensors say; what is here is only what the file says of it.
 */
public final class ConfigJson {

  private static final int GEMMA_PATTERN = 6;
  private static final int MOST_LAYERS = 1_000;
  private static final double QUERY_PRE_ATTN_SCALAR = 256;
  private static final double RMS_NORM_EPS = 1e-6;

  /** What transformers takes for numbers that a multimodal model's text part leaves out. */
  private static final Map<String, Integer> TEXT_DEFAULTS =
      Map.of(
          "vocab_size", 262_208,
          "max_position_embeddings", 131_072,
          "hidden_size", 2_304,
          "intermediate_size", 9_216,
          "num_hidden_layers", 26,
          "num_attention_heads", 8,
          "num_key_value_heads", 4,
          "head_dim", 256,
          "sliding_window", 4_096);

  private ConfigJson() {}

  /**
   * Reads a model's configuration.
   *
   * @throws GemmaException if the file is damaged, lacks a key, or has one that is not understood
   */
  public static GemmaConfig read(Path path) {
    try {
      JsonObject json = JsonFile.read(path);
      boolean isMultimodal = json.has("text_config");
      JsonObject text = isMultimodal ? json.getAsJsonObject("text_config") : json;
      return read(new ModelKeys(path, text, isMultimodal ? TEXT_DEFAULTS : Map.of()));
    } catch (GemmaException e) {
      throw e;
    } catch (IOException | RuntimeException e) { // a value of another kind, in one of many ways
      throw new GemmaException(e, "error.file.damaged", path, JsonFaults.reason(e));
    }
  }

  private static GemmaConfig read(ModelKeys keys) {
    keys.requireUnderstood();
    int headDim = keys.integer("head_dim");
    boolean isOriginal = keys.isOriginal();
    RopeKeys rope = new RopeKeys(keys);
    return new GemmaConfig(
        keys.integer("vocab_size"),
        keys.integer("max_position_embeddings"),
        keys.integer("hidden_size"),
        keys.integer("intermediate_size"),
        keys.integer("num_attention_heads"),
        keys.integer("num_key_value_heads"),
        headDim,
        layerTypes(keys, keys.integer("num_hidden_layers")),
        keys.integer("sliding_window"),
        rope.base(LayerType.SLIDING),
        rope.base(LayerType.FULL),
        keys.number("query_pre_attn_scalar", isOriginal ? headDim : QUERY_PRE_ATTN_SCALAR),
        keys.number("rms_norm_eps", RMS_NORM_EPS),
        keys.flag("tie_word_embeddings", !isOriginal),
        padding(keys, isOriginal),
        rope.factor(LayerType.SLIDING),
        rope.factor(LayerType.FULL));
  }

  /** transformers pads with token 0 unless it is told otherwise; the original does not pad. */
  private static int padding(ModelKeys keys, boolean isOriginal) {
    if (keys.has("pad_token_id")) {
      return keys.integer("pad_token_id");
    }
    return isOriginal || keys.json().has("pad_token_id") ? GemmaConfig.NO_PADDING : 0;
  }

  private static List<LayerType> layerTypes(ModelKeys keys, int layers) {
    if (layers > MOST_LAYERS) { // before they take all memory
      throw new GemmaException("error.config.tooManyLayers", keys.path(), layers, MOST_LAYERS);
    }
    if (!keys.has("layer_types")) {
      return GemmaConfig.fullEvery(pattern(keys), layers);
    }
    JsonArray labels = keys.value("layer_types").getAsJsonArray();
    if (labels.size() != layers) {
      throw new GemmaException("error.config.layerTypes", keys.path(), labels.size(), layers);
    }
    List<LayerType> types = new ArrayList<>();
    labels.forEach(label -> types.add(layerType(keys, label)));
    return types;
  }

  private static int pattern(ModelKeys keys) {
    for (String name : new String[] {"sliding_window_pattern", "_sliding_window_pattern"}) {
      if (keys.has(name)) {
        int pattern = keys.integer(name);
        if (pattern <= 0) {
          throw new GemmaException("error.config.notPositive", name, pattern);
        }
        return pattern;
      }
    }
    return GEMMA_PATTERN;
  }

  private static LayerType layerType(ModelKeys keys, JsonElement label) {
    String name = label.getAsString();
    return Choice.find(name, LayerType.values())
        .orElseThrow(() -> new GemmaException("error.config.unsupported", keys.path(), name));
  }
}
