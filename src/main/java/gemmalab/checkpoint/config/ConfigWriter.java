package gemmalab.checkpoint.config;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import gemmalab.checkpoint.tensors.NumberType;
import gemmalab.model.GemmaConfig;
import gemmalab.model.LayerType;
import gemmalab.tokenizer.Tokenizer;
import java.util.List;
import java.util.stream.Stream;

/**
 * Writes {@code config.json}, so that {@code transformers} opens it as {@code Gemma3ForCausalLM}.
 */
public final class ConfigWriter {

  private static final Gson PRETTY =
      new GsonBuilder().setPrettyPrinting().serializeNulls().create();
  private static final int GEMMA_PATTERN = 6;

  private ConfigWriter() {}

  /** The text for weights in float32. */
  public static String write(GemmaConfig config, Tokenizer tokenizer) {
    return write(config, tokenizer, NumberType.FLOAT32);
  }

  /**
   * The text of a Hugging Face {@code config.json}.
   *
   * @param tokenizer whose tokens begin and end a text
   * @param type of the numbers in the file
   */
  public static String write(GemmaConfig config, Tokenizer tokenizer, NumberType type) {
    int begin = tokenizer.beginningOfText().orElse(tokenizer.endOfText());
    return write(config, type, new JsonPrimitive(begin), stopIds(tokenizer));
  }

  /** The same of a model without a tokenizer: no token begins or ends a text. */
  public static String write(GemmaConfig config, NumberType type) {
    return write(config, type, JsonNull.INSTANCE, JsonNull.INSTANCE);
  }

  private static String write(
      GemmaConfig config, NumberType type, JsonElement begin, JsonElement stop) {
    JsonObject json = new JsonObject();
    json.add("architectures", PRETTY.toJsonTree(List.of("Gemma3ForCausalLM")));
    json.addProperty("model_type", "gemma3_text");
    json.addProperty("dtype", type.dtype());
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
    json.add("bos_token_id", begin);
    json.add("eos_token_id", stop);
    json.addProperty(
        "pad_token_id",
        config.padTokenId() == GemmaConfig.NO_PADDING ? null : (Integer) config.padTokenId());
    return PRETTY.toJson(json) + "\n";
  }

  /** One number, or a list whose first one ends a text. */
  private static JsonElement stopIds(Tokenizer tokenizer) {
    int first = tokenizer.endOfText();
    List<Integer> others = tokenizer.stopIds().stream().filter(id -> id != first).sorted().toList();
    return PRETTY.toJsonTree(
        others.isEmpty() ? first : Stream.concat(Stream.of(first), others.stream()).toList());
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
      if (config.ropeFactor(type) == 1) {
        base.addProperty("rope_type", "default");
      } else {
        base.addProperty("rope_type", "linear");
        base.addProperty("factor", config.ropeFactor(type));
      }
      parameters.add(type.label(), base);
    }
    return parameters;
  }
}
