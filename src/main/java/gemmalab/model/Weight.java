package gemmalab.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;

/** A learned tensor of a block: its shape is known before its numbers are. */
public final class Weight {

  private final Parameter parameter;
  private final Shape shape;

  Weight(Parameter parameter, Shape shape) {
    this.parameter = parameter;
    this.shape = shape;
  }

  public Shape shape() {
    return shape;
  }

  /** Its numbers, in float32. */
  public NDArray array() {
    return parameter.getArray();
  }

  /** Gives it its numbers, once. */
  public void set(NDArray array) {
    if (!array.getShape().equals(shape)) {
      throw new IllegalArgumentException(array.getShape() + " given for " + shape);
    }
    parameter.setArray(array);
  }

  boolean isSet() {
    return parameter.isInitialized();
  }
}
