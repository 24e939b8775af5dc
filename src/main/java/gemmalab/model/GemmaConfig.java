package gemmalab.model;

import gemmalab.text.GemmaException;
import java.util.ArrayList;
import java.util.List;

/**
 * The hyperparameters of a Gemma 3 model, named as in Hugging Face's {@code config.json}.
 *
 * @param vocabSize size of the vocabulary
 * @param maxPositionEmbeddings context length in tokens
 * @param hiddenSize dimension of the residual stream
 * @param intermediateSize inner dimension of the feed-forward network
 * @param numAttentionHeads number of query heads per layer
 * @param numKeyValueHeads number of key-value heads; each is shared by an equal number of query
 *     heads
 * @param headDim dimension of a head
 * @param layerTypes the type of each layer, first to last
 * @param slidingWindow number of positions a local layer attends to, the current one included
 * @param ropeLocalBase RoPE base of local layers
 * @param ropeGlobalBase RoPE base of global layers
 * @param queryPreAttnScalar scores are divided by its square root
 * @param rmsNormEps added to the mean square, so that a norm never divides by zero
 * @param tieWordEmbeddings whether the LM head shares the weights of the embedding
 * @param padTokenId token whose embedding is not trained, as PyTorch's {@code padding_idx}; {@link
 *     #NO_PADDING} for none
 * @param ropeLocalFactor divisor of positions in local layers (linear RoPE scaling, Chen et al.
 *     2023); 1 for none
 * @param ropeGlobalFactor the same for global layers; 8 in the larger Gemma 3 models
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

  /** Every sixth layer of Gemma 3 is global. */
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

  /** Files of earlier versions have no scaling factors. */
  private static double oneIfAbsent(double factor) {
    return factor == 0 ? 1 : factor;
  }

  /** Gemma 3's pattern: five local layers, then a global one. */
  public static List<LayerType> fiveSlidingOneFull(int layers) {
    return fullEvery(FULL_EVERY, layers);
  }

  /** Every {@code pattern}-th layer is global: {@code sliding_window_pattern}. */
  public static List<LayerType> fullEvery(int pattern, int layers) {
    List<LayerType> types = new ArrayList<>();
    for (int layer = 1; layer <= layers; layer++) {
      types.add(layer % pattern == 0 ? LayerType.FULL : LayerType.SLIDING);
    }
    return types;
  }

  /**
   * Alternating local and global layers, as in Gemma 2; a small model has too few layers for Gemma
   * 3's pattern.
   */
  public static List<LayerType> alternating(int layers) {
    return fullEvery(2, layers);
  }

  public int numHiddenLayers() {
    return layerTypes.size();
  }

  /** The factor sqrt(hiddenSize) that embeddings are multiplied by. */
  public double embeddingScale() {
    return Math.sqrt(hiddenSize);
  }

  /** The factor that scores are multiplied by before softmax. */
  public double attentionScale() {
    return 1 / Math.sqrt(queryPreAttnScalar);
  }

  public double ropeBase(LayerType type) {
    return type == LayerType.FULL ? ropeGlobalBase : ropeLocalBase;
  }

  /** The divisor of positions in layers of this type. */
  public double ropeFactor(LayerType type) {
    return type == LayerType.FULL ? ropeGlobalFactor : ropeLocalFactor;
  }

  /** The largest number of positions that a layer of this type attends to. */
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
    if (!(value > 0) || Double.isInfinite(value)) {
      throw new GemmaException("error.config.notPositive", name, value);
    }
  }
}
