package gemmalab.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import org.jspecify.annotations.Nullable;

/** A learned tensor of a block: its shape is known before its numbers are. */
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

  /** Its numbers, in float32. */
  public NDArray array() {
    return learning == null ? parameter.getArray() : learning;
  }

  /** Gives it its numbers, once. */
  public void set(NDArray array) {
    if (!array.getShape().equals(shape)) {
      throw new IllegalArgumentException(array.getShape() + " given for " + shape);
    }
    parameter.setArray(array);
  }

  /**
   * Learns from now on, and has no gradient yet: the next backward pass gives it one, which is less
   * work than to clear the last one and add to zeros. The numbers stay where they are.
   */
  public void requireFreshGradient() {
    NDArray sameNumbers = parameter.getArray().stopGradient();
    sameNumbers.setRequiresGradient(true);
    dropGradient();
    learning = sameNumbers;
  }

  /** Frees its gradient. */
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
