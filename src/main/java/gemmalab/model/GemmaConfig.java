package gemmalab.model;

import gemmalab.text.GemmaException;
import java.util.ArrayList;
import java.util.List;

/**
 * The numbers that make one Gemma 3 model. Names are those of Hugging Face's {@code config.json}.
 *
 * @param vocabSize tokens that the model knows
 * @param maxPositionEmbeddings longest text in tokens: the context
 * @param hiddenSize width of the residual stream
 * @param intermediateSize width inside the feed-forward part
 * @param numAttentionHeads query heads
 * @param numKeyValueHeads key-value heads; each serves an equal number of query heads
 * @param headDim width of one head
 * @param layerTypes the type of each layer, first to last
 * @param slidingWindow keys that a sliding layer sees, the token itself included
 * @param ropeLocalBase rotary base of sliding layers
 * @param ropeGlobalBase rotary base of full layers
 * @param queryPreAttnScalar scores are multiplied by its inverse square root
 * @param rmsNormEps what keeps a norm from dividing by zero
 * @param tieWordEmbeddings whether the head is the embedding itself
 * @param padTokenId token whose embedding training leaves alone, as PyTorch's {@code padding_idx};
 *     {@link #NO_PADDING} for none
 * @param ropeLocalFactor what positions are divided by in sliding layers (linear RoPE scaling, Chen
 *     et al. 2023); 1 for none
 * @param ropeGlobalFactor the same for full layers; 8 in the larger Gemma 3 models
 */
public record GemmaConfig(
    int vocabSize,
    int maxPositionEmbeddings,
    int hiddenSize,
    int intermediateSize,
    int numAttentionHeads,
    int numKeyValueHeads,
    int headDim,
    List<LayerType> layerTypes,
    int slidingWindow,
    double ropeLocalBase,
    double ropeGlobalBase,
    double queryPreAttnScalar,
    double rmsNormEps,
    boolean tieWordEmbeddings,
    int padTokenId,
    double ropeLocalFactor,
    double ropeGlobalFactor) {

  /** The {@code padTokenId} of a model without one. */
  public static final int NO_PADDING = -1;

  /** Every sixth layer of Gemma 3 sees all tokens. */
  private static final int FULL_EVERY = 6;

  public GemmaConfig {
    layerTypes = List.copyOf(layerTypes);
    ropeLocalFactor = oneIfAbsent(ropeLocalFactor);
    ropeGlobalFactor = oneIfAbsent(ropeGlobalFactor);
    requirePositive("vocab_size", vocabSize);
    requirePositive("max_position_embeddings", maxPositionEmbeddings);
    requirePositive("hidden_size", hiddenSize);
    requirePositive("intermediate_size", intermediateSize);
    requirePositive("num_attention_heads", numAttentionHeads);
    requirePositive("num_key_value_heads", numKeyValueHeads);
    requirePositive("head_dim", headDim);
    requirePositive("num_hidden_layers", layerTypes.size());
    requirePositive("sliding_window", slidingWindow);
    requirePositive("rope_local_base_freq", ropeLocalBase);
    requirePositive("rope_theta", ropeGlobalBase);
    requirePositive("factor", ropeLocalFactor);
    requirePositive("factor", ropeGlobalFactor);
    requirePositive("query_pre_attn_scalar", queryPreAttnScalar);
    requirePositive("rms_norm_eps", rmsNormEps);
    if (numAttentionHeads % numKeyValueHeads != 0) {
      throw new GemmaException("error.config.heads", numAttentionHeads, numKeyValueHeads);
    }
    if (padTokenId < NO_PADDING || padTokenId >= vocabSize) {
      throw new GemmaException("error.config.padding", padTokenId, vocabSize);
    }
    if (headDim % 2 != 0) {
      throw new GemmaException("error.config.oddHead", headDim);
    }
  }

  /** A model without RoPE scaling. */
  public GemmaConfig(
      int vocabSize,
      int maxPositionEmbeddings,
      int hiddenSize,
      int intermediateSize,
      int numAttentionHeads,
      int numKeyValueHeads,
      int headDim,
      List<LayerType> layerTypes,
      int slidingWindow,
      double ropeLocalBase,
      double ropeGlobalBase,
      double queryPreAttnScalar,
      double rmsNormEps,
      boolean tieWordEmbeddings,
      int padTokenId) {
    this(
        vocabSize,
        maxPositionEmbeddings,
        hiddenSize,
        intermediateSize,
        numAttentionHeads,
        numKeyValueHeads,
        headDim,
        layerTypes,
        slidingWindow,
        ropeLocalBase,
        ropeGlobalBase,
        queryPreAttnScalar,
        rmsNormEps,
        tieWordEmbeddings,
        padTokenId,
        1,
        1);
  }

  /** A configuration in a file that is older than the factors has none. */
  private static double oneIfAbsent(double factor) {
    return factor == 0 ? 1 : factor;
  }

  /** Layers in Gemma's pattern: five sliding, then one full. */
  public static List<LayerType> fiveSlidingOneFull(int layers) {
    return fullEvery(FULL_EVERY, layers);
  }

  /** Layers of which every {@code pattern}-th is full: {@code sliding_window_pattern}. */
  public static List<LayerType> fullEvery(int pattern, int layers) {
    List<LayerType> types = new ArrayList<>();
    for (int layer = 1; layer <= layers; layer++) {
      types.add(layer % pattern == 0 ? LayerType.FULL : LayerType.SLIDING);
    }
    return types;
  }

  /** Layers that alternate, sliding and full, as in Gemma 2: a small model has few to look far. */
  public static List<LayerType> alternating(int layers) {
    return fullEvery(2, layers);
  }

  public int numHiddenLayers() {
    return layerTypes.size();
  }

  /** Embeddings are multiplied by the square root of the width. */
  public double embeddingScale() {
    return Math.sqrt(hiddenSize);
  }

  /** What scores are multiplied by before the softmax. */
  public double attentionScale() {
    return 1 / Math.sqrt(queryPreAttnScalar);
  }

  public double ropeBase(LayerType type) {
    return type == LayerType.FULL ? ropeGlobalBase : ropeLocalBase;
  }

  /** What positions are divided by before they are rotated by, in layers of this type. */
  public double ropeFactor(LayerType type) {
    return type == LayerType.FULL ? ropeGlobalFactor : ropeLocalFactor;
  }

  /** Keys that a layer of this type sees at most. */
  public int window(LayerType type) {
    return type == LayerType.FULL
        ? maxPositionEmbeddings
        : Math.min(slidingWindow, maxPositionEmbeddings);
  }

  public GemmaConfig withVocabSize(int size) {
    return with(size, tieWordEmbeddings);
  }

  public GemmaConfig withTieWordEmbeddings(boolean tied) {
    return with(vocabSize, tied);
  }

  private GemmaConfig with(int size, boolean tied) {
    return new GemmaConfig(
        size,
        maxPositionEmbeddings,
        hiddenSize,
        intermediateSize,
        numAttentionHeads,
        numKeyValueHeads,
        headDim,
        layerTypes,
        slidingWindow,
        ropeLocalBase,
        ropeGlobalBase,
        queryPreAttnScalar,
        rmsNormEps,
        tied,
        padTokenId < size ? padTokenId : NO_PADDING,
        ropeLocalFactor,
        ropeGlobalFactor);
  }

  private static void requirePositive(String name, double value) {
    if (!(value > 0)) {
      throw new GemmaException("error.config.notPositive", name, value);
    }
  }
}
