package gemmalab.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;

/**
 * The embedding: a lookup table with one learned vector per token. Gemma scales it by sqrt(C), so
 * that the small initial values match the scale that the first layer expects.
 */
public final class TokenEmbedding extends ModelBlock {

  private final Weight weight;
  private final double scale;
  private final int padTokenId;

  public TokenEmbedding(GemmaConfig config) {
    weight = weight("weight", config.vocabSize(), config.hiddenSize());
    scale = config.embeddingScale();
    padTokenId = config.padTokenId();
  }

  /** ids [B, T] -> [B, T, C]. */
  @Override
  public NDArray forward(NDArray ids, ForwardPass pass) {
    return pass.kernels().embedding(ids, weight.array(), scale, padTokenId);
  }

  /**
   * The LM head with tied weights: x [B, T, C] -> logits [B, T, V], the dot product with each
   * token's vector.
   */
  public NDArray logits(NDArray x, ForwardPass pass) {
    return pass.kernels().linear(x, weight.array(), pass.precision());
  }

  NDArray weight() {
    return weight.array();
  }

  boolean isVocabularyMatrix(Weight other) {
    return other == weight;
  }

  @Override
  public Shape[] getOutputShapes(Shape[] inputShapes) {
    return new Shape[] {inputShapes[0].add(weight.shape().get(1))};
  }
}
