package gemmalab.checkpoint.gguf;

import gemmalab.checkpoint.tensors.StoredTensor;
import gemmalab.checkpoint.tensors.TensorFile;
import gemmalab.model.GemmaConfig;
import gemmalab.model.LayerType;
import gemmalab.text.GemmaException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The configuration in a GGUF file's metadata, whose keys are those of {@code llama-arch.cpp} in
 * llama.cpp after {@code gemma3.}; what is not there is what llama.cpp takes instead. A key that is
 * neither used nor known to mean nothing for the text model is refused.
 */
final class GgufConfig {

  static final String ARCHITECTURE = "gemma3";
  static final String PREFIX = ARCHITECTURE + ".";

  static final int USUAL_PERIOD = 6;
  static final double USUAL_LOCAL_BASE = 10_000;

  /** Gemma 3 27B, which llama.cpp knows by its layers, scales by its width for each head. */
  private static final int LAYERS_OF_27B = 62;

  static final String SCALING_TYPE = "rope.scaling.type";
  static final String SCALING_FACTOR = "rope.scaling.factor";
  static final String LINEAR = "linear";

  private static final String OLD_SCALING_FACTOR = "rope.scale_linear";

  private static final int MOST_LAYERS = 1_000;

  private final GgufMetadata metadata;
  private final TensorFile tensors;
  private final Set<String> unread = new TreeSet<>();

  GgufConfig(GgufMetadata metadata, TensorFile tensors) {
    this.metadata = metadata;
    this.tensors = tensors;
    metadata.keys().stream().filter(key -> key.startsWith(PREFIX)).forEach(unread::add);
  }

  GemmaConfig read() {
    refuseScaling();
    int layers = integer("block_count");
    if (layers > MOST_LAYERS) { // before they take all memory
      throw new GemmaException(
          "error.gguf.keyValue", metadata.path(), PREFIX + "block_count", layers);
    }
    int hidden = integer("embedding_length");
    int heads = integer("attention.head_count");
    int headDim = integer("attention.key_length");
    for (String same : List.of("attention.value_length", "rope.dimension_count")) {
      requireEqual(same, headDim);
    }
    int context = integer("context_length");
    int window = integer("attention.sliding_window", 0);
    GemmaConfig config =
        new GemmaConfig(
            vocabulary(),
            context,
            hidden,
            integer("feed_forward_length"),
            heads,
            integer("attention.head_count_kv", heads),
            headDim,
            layerTypes(layers, window == 0 ? 1 : integer(SLIDING_PERIOD, USUAL_PERIOD)),
            window == 0 ? context : window,
            number(LOCAL_BASE, number("rope.local.freq_base", USUAL_LOCAL_BASE)),
            number("rope.freq_base", number("rope.global.freq_base", 10_000)),
            queryScalar(layers, hidden, heads, headDim),
            number("attention.layer_norm_rms_epsilon"),
            !tensors.tensors().containsKey("lm_head.weight"),
            padding(),
            1, // llama.cpp scales no local layer of a Gemma 3
            isLinear() ? number(SCALING_FACTOR, number(OLD_SCALING_FACTOR, 1)) : 1);
    refuseRest();
    return config;
  }

  static final String SLIDING_PERIOD = "attention.sliding_window_pattern";
  static final String LOCAL_BASE = "rope.freq_base_swa";

  /** What llama.cpp divides scores by the root of, for want of a key. */
  static double queryScalar(int layers, int hidden, int heads, int headDim) {
    return layers == LAYERS_OF_27B && heads > 0 ? hidden / heads : headDim;
  }

  /**
   * Layers of which each so-manieth is full, as llama.cpp's {@code set_swa_pattern} makes them.
   *
   * @param period 0 if none is
   */
  static List<LayerType> layerTypes(int layers, int period) {
    List<LayerType> types = new ArrayList<>();
    for (int layer = 1; layer <= layers; layer++) {
      types.add(period > 0 && layer % period == 0 ? LayerType.FULL : LayerType.SLIDING);
    }
    return types;
  }

  /** Where the type is not said, llama.cpp takes a factor for a linear one. */
  private boolean isLinear() {
    return !has(SCALING_TYPE) || metadata.text(PREFIX + SCALING_TYPE).equals(LINEAR);
  }

  /** Rotary positions that are stretched otherwise, and scores that are capped. */
  private void refuseScaling() {
    if (!isLinear()) {
      if (!metadata.text(PREFIX + SCALING_TYPE).equals("none")) {
        throw unsupported(SCALING_TYPE);
      }
      refuseUnless(1, SCALING_FACTOR, OLD_SCALING_FACTOR);
    }
    refuseUnless(0, "final_logit_softcapping", "attn_logit_softcapping");
  }

  private void refuseUnless(double harmless, String... keys) {
    for (String key : keys) {
      if (has(key) && metadata.number(PREFIX + key) != harmless) {
        throw unsupported(key);
      }
    }
  }

  private void requireEqual(String key, int headDim) {
    if (integer(key, headDim) != headDim) {
      throw unsupported(key);
    }
  }

  /** Other keys are refused: one that changes the computation must not be passed over. */
  private void refuseRest() {
    unread.remove(PREFIX + "vocab_size"); // the embedding has as many rows
    unread.stream()
        .filter(key -> !key.startsWith(PREFIX + "mm.") && !key.startsWith(PREFIX + "vision."))
        .findFirst()
        .ifPresent(
            key -> {
              throw new GemmaException("error.gguf.unsupported", metadata.path(), key);
            });
  }

  private GemmaException unsupported(String key) {
    return new GemmaException("error.gguf.unsupported", metadata.path(), PREFIX + key);
  }

  private int vocabulary() {
    StoredTensor embedding = tensors.tensors().get("model.embed_tokens.weight");
    if (embedding == null || embedding.shape().dimension() != 2) {
      throw new GemmaException("error.tensor.missing", metadata.path(), "token_embd.weight");
    }
    return inRange("token_embd.weight", embedding.shape().get(0));
  }

  private int padding() {
    String key = GgufTokenizerKeys.PADDING;
    return metadata.has(key) ? inRange(key, metadata.integer(key)) : GemmaConfig.NO_PADDING;
  }

  private boolean has(String key) {
    unread.remove(PREFIX + key);
    return metadata.has(PREFIX + key);
  }

  private int integer(String key) {
    has(key);
    return inRange(PREFIX + key, metadata.integer(PREFIX + key));
  }

  private int integer(String key, int byDefault) {
    return has(key) ? integer(key) : byDefault;
  }

  private double number(String key) {
    has(key);
    return metadata.number(PREFIX + key);
  }

  private double number(String key, double byDefault) {
    return has(key) ? number(key) : byDefault;
  }

  private int inRange(String key, long value) {
    if (value < 0 || value > Integer.MAX_VALUE) {
      throw new GemmaException("error.gguf.keyValue", metadata.path(), key, value);
    }
    return (int) value;
  }
}
