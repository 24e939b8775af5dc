package gemmalab.tensor;

import gemmalab.text.Choice;
import gemmalab.text.GemmaException;

/** The number format of matrix products. Weights, norms and the softmax stay in float32. */
public enum Precision implements Choice {
  FP32,
  BF16;

  /**
   * Reads a precision's name.
   *
   * @throws GemmaException if it is neither fp32 nor bf16
   */
  public static Precision parse(String name) {
    return Choice.named(name, values(), "error.precision.unknown");
  }
}
