package gemmalab.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;

/** A matrix product without bias: y = x Wᵀ, with W [out, in] as PyTorch stores it. */
public final class Linear extends ModelBlock {

  private final Weight weight;

  public Linear(int inFeatures, int outFeatures) {
    weight = weight("weight", outFeatures, inFeatures);
  }

  /** x [..., in] -> [..., out]. */
  @Override
  public NDArray forward(NDArray x, ForwardPass pass) {
    return pass.kernels().linear(x, weight.array(), pass.precision());
  }

  NDArray weight() {
    return weight.array();
  }

  @Override
  public Shape[] getOutputShapes(Shape[] inputShapes) {
    Shape input = inputShapes[0];
    return new Shape[] {
      input.slice(0, input.dimension() - 1).add(weight.shape().get(0)),
    };
  }
}
