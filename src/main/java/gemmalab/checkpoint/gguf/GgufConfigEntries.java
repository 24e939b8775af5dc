package gemmalab.checkpoint.gguf;

import gemmalab.model.GemmaConfig;
import gemmalab.text.GemmaException;
import java.util.stream.IntStream;

/** Writes a configuration as metadata, or says why llama.cpp would compute something else. */
final class GgufConfigEntries {

  /** How ggml rounds since 2023; files of rounded numbers must say so. */
  private static final int QUANTIZATION_VERSION = 2;

  private final GemmaConfig config;
  private final GgufType type;

  GgufConfigEntries(GemmaConfig config, GgufType type) {
    this.config = config;
    this.type = type;
  }

  void write(GgufEntries entries) {
    requireScale();
    requireUnscaledLocalLayers();
    entries.text("general.architecture", GgufConfig.ARCHITECTURE);
    entries.integer("general.file_type", type.fileType());
    if (type.blocks().numbers() > 1) {
      entries.integer("general.quantization_version", QUANTIZATION_VERSION);
    }
    integer(entries, "context_length", config.maxPositionEmbeddings());
    integer(entries, "embedding_length", config.hiddenSize());
    integer(entries, "block_count", config.numHiddenLayers());
    integer(entries, "feed_forward_length", config.intermediateSize());
    integer(entries, "attention.head_count", config.numAttentionHeads());
    integer(entries, "attention.head_count_kv", config.numKeyValueHeads());
    integer(entries, "attention.key_length", config.headDim());
    integer(entries, "attention.value_length", config.headDim());
    number(entries, "attention.layer_norm_rms_epsilon", config.rmsNormEps());
    integer(entries, "attention.sliding_window", config.slidingWindow());
    number(entries, "rope.freq_base", config.ropeGlobalBase());
    integer(entries, "vocab_size", config.vocabSize());
    writeUnusual(entries);
  }

  /** What an older llama.cpp does not read stands there only if it must. */
  private void writeUnusual(GgufEntries entries) {
    int period = period();
    if (period != GgufConfig.USUAL_PERIOD) {
      integer(entries, GgufConfig.SLIDING_PERIOD, period);
    }
    if (config.ropeLocalBase() != GgufConfig.USUAL_LOCAL_BASE) {
      number(entries, GgufConfig.LOCAL_BASE, config.ropeLocalBase());
    }
    if (config.ropeGlobalFactor() != 1) {
      entries.text(GgufConfig.PREFIX + GgufConfig.SCALING_TYPE, GgufConfig.LINEAR);
      number(entries, GgufConfig.SCALING_FACTOR, config.ropeGlobalFactor());
    }
  }

  private void requireUnscaledLocalLayers() {
    if (config.ropeLocalFactor() != 1) {
      throw new GemmaException("error.gguf.localScaling", config.ropeLocalFactor());
    }
  }

  private void requireScale() {
    double computed =
        GgufConfig.queryScalar(
            config.numHiddenLayers(),
            config.hiddenSize(),
            config.numAttentionHeads(),
            config.headDim());
    if (config.queryPreAttnScalar() != computed) {
      throw new GemmaException("error.gguf.scale", config.queryPreAttnScalar(), computed);
    }
  }

  /** Every which layer is full. */
  private int period() {
    int layers = config.numHiddenLayers();
    return IntStream.concat(IntStream.of(GgufConfig.USUAL_PERIOD), IntStream.rangeClosed(0, layers))
        .filter(period -> GgufConfig.layerTypes(layers, period).equals(config.layerTypes()))
        .findFirst()
        .orElseThrow(() -> new GemmaException("error.gguf.pattern", layers));
  }

  private static void integer(GgufEntries entries, String key, int value) {
    entries.integer(GgufConfig.PREFIX + key, value);
  }

  private static void number(GgufEntries entries, String key, double value) {
    entries.number(GgufConfig.PREFIX + key, value);
  }
}
