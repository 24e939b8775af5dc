package gemmalab.model;

import java.util.Locale;

/**
 * The named stages of one forward pass, in the order in which the model computes them. A stage
 * inside the layers occurs once in each layer.
 *
 * <p>Each stage knows the line of the model's source that computes it, its formula, and its shape
 * for one text (a batch of 1, without the batch axis).
 */
public enum ModelStage {
  /** The rows of the embedding table, [T, C]. */
  EMBEDDING(Place.BEFORE),
  /** The embedding times sqrt(C): the residual stream before the first layer, [T, C]. */
  SCALED_EMBEDDING(Place.BEFORE),

  /** The residual stream, normalized for attention, [T, C]. */
  INPUT_NORM(Place.LAYER),
  /** [T, H · D]. */
  QUERIES(Place.LAYER),
  /** [T, K · D]. */
  KEYS(Place.LAYER),
  /** [T, K · D]. */
  VALUES(Place.LAYER),
  /** Queries after QK-norm, [T, H · D]. */
  NORMED_QUERIES(Place.LAYER),
  /** Keys after QK-norm, [T, K · D]. */
  NORMED_KEYS(Place.LAYER),
  /** Queries after RoPE, [T, H · D]. */
  ROTATED_QUERIES(Place.LAYER),
  /** Keys after RoPE, [T, K · D]. */
  ROTATED_KEYS(Place.LAYER),
  /** q k · scale, [T, H · T]: of one token, for each head a score of every key. */
  SCORES(Place.LAYER),
  /** Scores under the causal mask and the window, [T, H · T]; minus infinity where forbidden. */
  MASKED_SCORES(Place.LAYER),
  /** Softmax of the masked scores, [T, H · T]. */
  ATTENTION_WEIGHTS(Place.LAYER),
  /** The mean of the values under the attention weights, [T, H · D]. */
  MIXED_VALUES(Place.LAYER),
  /** The output projection, [T, C]. */
  ATTENTION_OUTPUT(Place.LAYER),
  /** What attention adds to the residual stream, [T, C]. */
  POST_ATTENTION_NORM(Place.LAYER),
  /** The residual stream after attention, [T, C]. */
  ATTENTION_SUM(Place.LAYER),
  /** The residual stream, normalized for the feed-forward network, [T, C]. */
  PRE_FEED_FORWARD_NORM(Place.LAYER),
  /** [T, F]. */
  GATE(Place.LAYER),
  /** [T, F]. */
  UP(Place.LAYER),
  /** GELU of the gate, [T, F]. */
  GELU(Place.LAYER),
  /** GELU(gate) · up, element by element, [T, F]. */
  GATED(Place.LAYER),
  /** [T, C]. */
  DOWN(Place.LAYER),
  /** What the feed-forward network adds to the residual stream, [T, C]. */
  POST_FEED_FORWARD_NORM(Place.LAYER),
  /** The residual stream after the layer, [T, C]. */
  FEED_FORWARD_SUM(Place.LAYER),

  /** The residual stream after the final norm, [T, C]. */
  FINAL_NORM(Place.AFTER),
  /** A score for every token of the vocabulary as the next one, [T, V]. */
  LOGITS(Place.AFTER);

  private final Place place;

  private enum Place {
    BEFORE,
    LAYER,
    AFTER
  }

  /**
   * The line of the model's source that computes a stage.
   *
   * @param file name of a file of {@code gemmalab/model}
   * @param text a part of exactly one line of it
   */
  public record SourceLine(String file, String text) {}

  ModelStage(Place place) {
    this.place = place;
  }

  /** Key of its name in the messages, such as {@code stage.input_norm}. */
  public String key() {
    return "stage." + name().toLowerCase(Locale.ROOT);
  }

  /** Whether it occurs once in each layer. */
  public boolean perLayer() {
    return place == Place.LAYER;
  }

  /** Where the model computes it. */
  public SourceLine source() {
    return StageSources.of(this);
  }

  /** The formula in letters, such as {@code q = W_q x}. The same in all languages. */
  public String formula() {
    return StageFormulas.of(this);
  }

  /** The formula with the numbers of a model; {@code layer} is -1 outside the layers. */
  public String formula(GemmaConfig config, int layer) {
    return StageFormulas.of(this, config, layer);
  }

  /**
   * The shape for one text: tokens, then heads or not, then width.
   *
   * @param length number of tokens
   */
  public int[] shape(GemmaConfig config, int length) {
    int heads = config.numAttentionHeads();
    int keyValueHeads = config.numKeyValueHeads();
    return switch (this) {
      case QUERIES, NORMED_QUERIES, ROTATED_QUERIES, MIXED_VALUES ->
          new int[] {length, heads, config.headDim()};
      case KEYS, VALUES, NORMED_KEYS, ROTATED_KEYS ->
          new int[] {length, keyValueHeads, config.headDim()};
      case SCORES, MASKED_SCORES, ATTENTION_WEIGHTS -> new int[] {length, heads, length};
      case GATE, UP, GELU, GATED -> new int[] {length, config.intermediateSize()};
      case LOGITS -> new int[] {length, config.vocabSize()};
      default -> new int[] {length, config.hiddenSize()};
    };
  }

  /** How many numbers one token has at this stage. */
  public int width(GemmaConfig config, int length) {
    int[] shape = shape(config, length);
    return shape.length == 2 ? shape[1] : shape[1] * shape[2];
  }
}
