package gemmalab.checkpoint;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import gemmalab.model.GemmaConfig;
import gemmalab.model.LayerType;
import gemmalab.text.Choice;
import gemmalab.text.GemmaException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads {@code config.json} with Hugging Face's or the original's keys, and writes Hugging Face's,
 * so that {@code transformers} opens the folder as {@code Gemma3ForCausalLM}.
 */
public final class ConfigJson {

  private static final Gson PRETTY =
      new GsonBuilder().setPrettyPrinting().serializeNulls().create();
  private static final int GEMMA_PATTERN = 6;
  private static final int MOST_LAYERS = 1_000;

  private ConfigJson() {}

  /**
   * Reads a model's configuration.
   *
   * @throws GemmaException if the file is damaged, lacks a key, or asks for what Gemma 3 has not
   */
  public static GemmaConfig read(Path path) {
    try {
      JsonObject json = JsonParser.parseString(Files.readString(path)).getAsJsonObject();
      JsonKeys keys = new JsonKeys(path, json);
      return keys.has("emb_dim") ? readOriginal(keys) : readHuggingFace(keys);
    } catch (GemmaException e) {
      throw e;
    } catch (IOException | RuntimeException e) { // a value of another kind, in one of many ways
      throw new GemmaException(e, "error.file.damaged", path, JsonFaults.reason(e));
    }
  }

  private static GemmaConfig readHuggingFace(JsonKeys keys) {
    refuse(keys, "attn_logit_softcapping");
    refuse(keys, "final_logit_softcapping");
    refuse(keys, "rope_scaling");
    int headDim = keys.integer("head_dim");
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
        ropeBase(keys, LayerType.SLIDING, "rope_local_base_freq", 10_000),
        ropeBase(keys, LayerType.FULL, "rope_theta", 1_000_000),
        keys.number("query_pre_attn_scalar", headDim),
        keys.number("rms_norm_eps", 1e-6),
        keys.flag("tie_word_embeddings", true),
        keys.has("pad_token_id") ? keys.integer("pad_token_id") : GemmaConfig.NO_PADDING);
  }

  /** The reproduction's keys; its head is never tied. {@code n_kv_groups} is its KV heads. */
  private static GemmaConfig readOriginal(JsonKeys keys) {
    int headDim = keys.integer("head_dim");
    return new GemmaConfig(
        keys.integer("vocab_size"),
        keys.integer("context_length"),
        keys.integer("emb_dim"),
        keys.integer("hidden_dim"),
        keys.integer("n_heads"),
        keys.integer("n_kv_groups"),
        headDim,
        layerTypes(keys, keys.integer("n_layers")),
        keys.integer("sliding_window"),
        keys.number("rope_local_base", 10_000),
        keys.number("rope_base", 1_000_000),
        keys.number("query_pre_attn_scalar", headDim),
        1e-6,
        false,
        GemmaConfig.NO_PADDING);
  }

  private static void refuse(JsonKeys keys, String key) {
    if (keys.has(key)) {
      throw new GemmaException("error.config.unsupported", keys.path(), key);
    }
  }

  private static List<LayerType> layerTypes(JsonKeys keys, int layers) {
    if (layers > MOST_LAYERS) { // before they take all memory
      throw new GemmaException("error.config.tooManyLayers", keys.path(), layers, MOST_LAYERS);
    }
    if (!keys.has("layer_types")) {
      return GemmaConfig.fiveSlidingOneFull(layers);
    }
    JsonArray labels = keys.array("layer_types");
    if (labels.size() != layers) {
      throw new GemmaException("error.config.layerTypes", keys.path(), labels.size(), layers);
    }
    List<LayerType> types = new ArrayList<>();
    labels.forEach(label -> types.add(layerType(keys, label)));
    return types;
  }

  private static LayerType layerType(JsonKeys keys, JsonElement label) {
    String name = label.getAsString();
    return Choice.find(name, LayerType.values())
        .orElseThrow(() -> new GemmaException("error.config.unsupported", keys.path(), name));
  }

  /** transformers 5 nests the bases by layer type; version 4 had two flat keys. */
  private static double ropeBase(JsonKeys keys, LayerType type, String flatKey, double byDefault) {
    if (keys.has("rope_parameters")) {
      JsonKeys nested = keys.object("rope_parameters").object(type.label());
      return nested.number("rope_theta", byDefault);
    }
    return keys.number(flatKey, byDefault);
  }

  /**
   * The text of a Hugging Face {@code config.json}.
   *
   * @param endOfTextId the token that ends a text
   */
  public static String write(GemmaConfig config, int endOfTextId) {
    JsonObject json = new JsonObject();
    json.add("architectures", PRETTY.toJsonTree(List.of("Gemma3ForCausalLM")));
    json.addProperty("model_type", "gemma3_text");
    json.addProperty("dtype", "float32");
    json.addProperty("vocab_size", config.vocabSize());
    json.addProperty("max_position_embeddings", config.maxPositionEmbeddings());
    json.addProperty("hidden_size", config.hiddenSize());
    json.addProperty("intermediate_size", config.intermediateSize());
    json.addProperty("num_hidden_layers", config.numHiddenLayers());
    json.addProperty("num_attention_heads", config.numAttentionHeads());
    json.addProperty("num_key_value_heads", config.numKeyValueHeads());
    json.addProperty("head_dim", config.headDim());
    json.addProperty("query_pre_attn_scalar", wholeIfItIs(config.queryPreAttnScalar()));
    json.addProperty("sliding_window", config.slidingWindow());
    json.addProperty("_sliding_window_pattern", GEMMA_PATTERN);
    json.add(
        "layer_types",
        PRETTY.toJsonTree(config.layerTypes().stream().map(LayerType::label).toList()));
    json.addProperty("rope_theta", config.ropeGlobalBase());
    json.addProperty("rope_local_base_freq", config.ropeLocalBase());
    json.add("rope_parameters", ropeParameters(config));
    json.addProperty("rms_norm_eps", config.rmsNormEps());
    json.addProperty("hidden_activation", "gelu_pytorch_tanh");
    json.addProperty("attention_bias", false);
    json.addProperty("attention_dropout", 0.0);
    json.addProperty("initializer_range", 0.02);
    json.addProperty("tie_word_embeddings", config.tieWordEmbeddings());
    json.addProperty("bos_token_id", endOfTextId);
    json.addProperty("eos_token_id", endOfTextId);
    json.addProperty(
        "pad_token_id",
        config.padTokenId() == GemmaConfig.NO_PADDING ? null : (Integer) config.padTokenId());
    return PRETTY.toJson(json) + "\n";
  }

  /** transformers insists on a whole number written as one: 32, not 32.0. */
  private static Number wholeIfItIs(double value) {
    return value == Math.rint(value) ? (Number) (long) value : (Number) value;
  }

  private static JsonObject ropeParameters(GemmaConfig config) {
    JsonObject parameters = new JsonObject();
    for (LayerType type : LayerType.values()) {
      JsonObject base = new JsonObject();
      base.addProperty("rope_theta", config.ropeBase(type));
      base.addProperty("rope_type", "default");
      parameters.add(type.label(), base);
    }
    return parameters;
  }
}
