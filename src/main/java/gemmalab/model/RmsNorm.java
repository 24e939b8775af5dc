package gemmalab.model;

import ai.djl.ndarray.NDArray;

/**
 * Root mean square normalization (Zhang and Sennrich 2019): divides a vector by its root mean
 * square, then scales each dimension by a learned factor.
 *
 * <pre>y = x / sqrt(mean(x²) + eps) · (1 + weight)</pre>
 *
 * Gemma stores the factor minus 1, so a new norm starts with weights of 0. The norm is computed in
 * float32, whatever the precision of the matrix products.
 */
public final class RmsNorm extends ModelBlock {

  private final Weight weight;
  private final double epsilon;
  private final ModelStage stage;
  private final int layer;

  /**
   * Creates a norm.
   *
   * @param stage which norm it is
   * @param layer from 0; -1 outside the layers
   */
  public RmsNorm(int size, double epsilon, ModelStage stage, int layer) {
    this.weight = weight("weight", size);
    this.epsilon = epsilon;
    this.stage = stage;
    this.layer = layer;
  }

  /** x [..., size] -> the same shape in float32. */
  @Override
  public NDArray forward(NDArray x, ForwardPass pass) {
    if (pass.intervention().skips(stage, layer)) {
      return pass.record(stage, x);
    }
    NDArray y = pass.kernels().rmsNorm(x, weight.array(), epsilon, pass.precision());
    return pass.record(stage, y);
  }
}
