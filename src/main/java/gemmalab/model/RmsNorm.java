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

  public RmsNorm(int size, double epsilon) {
    this.weight = weight("weight", size);
    this.epsilon = epsilon;
  }

  /** x [..., size] -> the same shape in float32. */
  @Override
  public NDArray forward(NDArray x, ForwardPass pass) {
    return pass.kernels().rmsNorm(x, weight.array(), epsilon, pass.precision());
  }
}
