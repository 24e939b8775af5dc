package gemmalab.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import org.jspecify.annotations.Nullable;

/** A learned tensor of a block. Its shape is known before its values are. */
public final class Weight {

  private final Parameter parameter;
  private final Shape shape;
  private @Nullable NDArray learning;

  Weight(Parameter parameter, Shape shape) {
    this.parameter = parameter;
    this.shape = shape;
  }

  public Shape shape() {
    return shape;
  }

  /** The values, in float32. */
  public NDArray array() {
    return learning == null ? parameter.getArray() : learning;
  }

  /** Sets the values, once. */
  public void set(NDArray array) {
    if (!array.getShape().equals(shape)) {
      throw new IllegalArgumentException(array.getShape() + " given for " + shape);
    }
    parameter.setArray(array);
  }

  /**
   * Requires a gradient that starts out absent: the next backward pass creates it, which is cheaper
   * than clearing the last one and adding to zeros. The values stay in place.
   */
  public void requireFreshGradient() {
    NDArray sameNumbers = parameter.getArray().stopGradient();
    sameNumbers.setRequiresGradient(true);
    dropGradient();
    learning = sameNumbers;
  }

  /** Frees the gradient. */
  public void dropGradient() {
    if (learning != null) {
      learning.close();
      learning = null;
    }
  }

  boolean isSet() {
    return parameter.isInitialized();
  }
}
