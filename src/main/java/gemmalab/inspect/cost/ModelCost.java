package gemmalab.inspect.cost;

import gemmalab.inspect.cost.CostItem.Unit;
import gemmalab.model.GemmaConfig;
import gemmalab.model.LayerType;
import java.util.ArrayList;
import java.util.List;

/**
 * What a model costs: its parameters, its memory and the operations for a token, from its
 * configuration alone.
 *
 * @param length tokens of a text
 * @param batch texts at once
 */
public record ModelCost(GemmaConfig config, int length, int batch) {

  private static final int FLOAT_BYTES = 4;
  private static final int BFLOAT16_BYTES = 2;

  /** Weights, gradients and the two moments of AdamW. */
  private static final int TRAINING_COPIES = 4;

  /** A multiplication and an addition for each weight. */
  private static final int FLOPS_PER_WEIGHT = 2;

  /** The backward pass takes twice the forward pass. */
  private static final int TRAINING_PASSES = 3;

  private static final int NORMS_OF_A_LAYER = 4;

  public ModelCost {
    if (length < 1 || batch < 1) {
      throw new IllegalArgumentException(length + " tokens, " + batch + " texts");
    }
  }

  /** The parts of the model; they add up to {@link #parameters}. */
  public List<CostItem> parameterParts() {
    long layers = config.numHiddenLayers();
    long width = config.hiddenSize();
    return List.of(
        parameters("embedding", vocabularyMatrix()),
        parameters("attention", layers * attentionMatrices(config.numKeyValueHeads())),
        parameters("qk_norm", layers * 2 * config.headDim()),
        parameters("feed_forward", layers * 3 * width * config.intermediateSize()),
        parameters("norms", layers * NORMS_OF_A_LAYER * width),
        parameters("final_norm", width),
        parameters("head", config.tieWordEmbeddings() ? 0 : vocabularyMatrix()));
  }

  /** All parameters; tied ones are counted once. */
  public long parameters() {
    return parameterParts().stream().mapToLong(CostItem::value).sum();
  }

  /** Memory of weights, cache and training. */
  public List<CostItem> memory() {
    return List.of(
        bytes("weights_float32", parameters() * FLOAT_BYTES),
        bytes("weights_bfloat16", parameters() * BFLOAT16_BYTES),
        bytes("cache_local", cache(LayerType.SLIDING)),
        bytes("cache_global", cache(LayerType.FULL)),
        bytes("training", parameters() * FLOAT_BYTES * TRAINING_COPIES));
  }

  /**
   * Bytes of the KV cache in float32: a key and a value for each position that a layer of this type
   * attends to, in all layers of the type.
   */
  public long cache(LayerType type) {
    return cachedPositions(type) * bytesPerPosition(config.numKeyValueHeads());
  }

  /** What the design saves: grouped queries, local layers, tied weights. */
  public List<CostItem> savings() {
    long positions = cachedPositions(LayerType.SLIDING) + cachedPositions(LayerType.FULL);
    int shared = config.numAttentionHeads() - config.numKeyValueHeads();
    long whole = (long) config.numHiddenLayers() * context() * batch;
    List<CostItem> saved = new ArrayList<>();
    saved.add(bytes("saved_by_gqa_cache", positions * bytesPerPosition(shared)));
    saved.add(parameters("saved_by_gqa_weights", sharedHeadWeights(shared)));
    saved.add(
        bytes(
            "saved_by_window_cache",
            (whole - positions) * bytesPerPosition(config.numKeyValueHeads())));
    saved.add(parameters("saved_by_tying", config.tieWordEmbeddings() ? vocabularyMatrix() : 0));
    return saved;
  }

  /**
   * Operations of one more token after {@code length - 1} others; norms, softmax and RoPE, which
   * are small beside the products, are left out.
   */
  public List<CostItem> operations() {
    long layers = config.numHiddenLayers();
    long width = config.hiddenSize();
    long matrices = layers * attentionMatrices(config.numKeyValueHeads());
    long feedForward = layers * 3 * width * config.intermediateSize();
    long scores = 0;
    for (LayerType type : config.layerTypes()) {
      scores += 2L * config.numAttentionHeads() * config.headDim() * keys(type);
    }
    long all = matrices + feedForward + scores + vocabularyMatrix();
    return List.of(
        flops("attention_products", matrices),
        flops("attention_scores", scores),
        flops("feed_forward", feedForward),
        flops("head", vocabularyMatrix()),
        flops("token", all),
        flops("training_token", TRAINING_PASSES * all));
  }

  /** A value by the last part of its key, such as {@code cache_local}. */
  public static long value(List<CostItem> items, String name) {
    return items.stream()
        .filter(item -> item.key().endsWith("." + name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException(name))
        .value();
  }

  private long vocabularyMatrix() {
    return (long) config.vocabSize() * config.hiddenSize();
  }

  /** Weights of the four projections of a layer. */
  private long attentionMatrices(int keyValueHeads) {
    long heads = 2L * config.numAttentionHeads() + 2L * keyValueHeads;
    return heads * config.headDim() * config.hiddenSize();
  }

  private long sharedHeadWeights(int heads) {
    return (long) config.numHiddenLayers() * 2 * heads * config.headDim() * config.hiddenSize();
  }

  private long cachedPositions(LayerType type) {
    long layers = config.layerTypes().stream().filter(each -> each == type).count();
    return layers * keys(type) * batch;
  }

  /** A key and a value. */
  private long bytesPerPosition(int heads) {
    return 2L * heads * config.headDim() * FLOAT_BYTES;
  }

  /** Positions that the last token attends to. */
  private int keys(LayerType type) {
    return Math.min(length, config.window(type));
  }

  private int context() {
    return Math.min(length, config.maxPositionEmbeddings());
  }

  private static CostItem parameters(String name, long count) {
    return new CostItem("cost.parameters." + name, Unit.PARAMETERS, count);
  }

  private static CostItem bytes(String name, long count) {
    return new CostItem("cost.memory." + name, Unit.BYTES, count);
  }

  /** {@code weights}: products of one weight and one number. */
  private static CostItem flops(String name, long weights) {
    return new CostItem("cost.flops." + name, Unit.FLOPS, FLOPS_PER_WEIGHT * weights);
  }
}
