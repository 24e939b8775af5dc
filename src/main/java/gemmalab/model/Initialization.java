package gemmalab.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;

/** How the matrices of a new model are initialized; the weights of the norms start at 0. */
public enum Initialization {
  /** N(0, 0.02), as Hugging Face initializes Gemma. */
  GEMMA,

  /**
   * The same, with a larger embedding: its rows enter the first layer with a root mean square of 3.
   * Each layer adds about 1 at the start, so tokens stay recognizable in the last layer, and a
   * small model learns to copy names within a few million tokens.
   */
  WIDE_EMBEDDING,

  /** PyTorch's defaults: N(0, 1) for the embedding, U(±1/sqrt(inputs)) for linear layers. */
  PYTORCH;

  private static final float STANDARD_DEVIATION = 0.02f;
  private static final double WIDE = 3;

  NDArray draw(Shape shape, boolean embedding, NDManager manager) {
    if (shape.dimension() == 1) {
      return manager.zeros(shape);
    }
    double inputs = shape.get(1);
    if (this == PYTORCH && !embedding) {
      float bound = (float) (1 / Math.sqrt(inputs));
      return manager.randomUniform(-bound, bound, shape, DataType.FLOAT32);
    }
    float deviation = embedding ? ofEmbedding(inputs) : STANDARD_DEVIATION;
    return manager.randomNormal(0, deviation, shape, DataType.FLOAT32);
  }

  /** Rows are multiplied by sqrt(hiddenSize) before they enter the first layer. */
  private float ofEmbedding(double width) {
    return switch (this) {
      case GEMMA -> STANDARD_DEVIATION;
      case WIDE_EMBEDDING -> (float) (WIDE / Math.sqrt(width));
      case PYTORCH -> 1;
    };
  }
}
