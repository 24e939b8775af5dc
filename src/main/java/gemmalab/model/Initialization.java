package gemmalab.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;

/** How the matrices of a new model are drawn; the scales of norms begin at 0. */
public enum Initialization {
  /** N(0, 0.02) for all, as Hugging Face initializes Gemma. */
  GEMMA,

  /** What PyTorch does if nothing is said: N(0, 1) for the embedding, U(±1/sqrt(inputs)) else. */
  PYTORCH;

  private static final float STANDARD_DEVIATION = 0.02f;

  NDArray draw(Shape shape, boolean embedding, NDManager manager) {
    if (shape.dimension() == 1) {
      return manager.zeros(shape);
    }
    if (this == GEMMA || embedding) {
      float deviation = this == GEMMA ? STANDARD_DEVIATION : 1;
      return manager.randomNormal(0, deviation, shape, DataType.FLOAT32);
    }
    float bound = (float) (1 / Math.sqrt((double) shape.get(1)));
    return manager.randomUniform(-bound, bound, shape, DataType.FLOAT32);
  }
}
