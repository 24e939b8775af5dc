package gemmalab.tensor;

import gemmalab.text.Choice;
import gemmalab.text.GemmaException;

/** The number format of matrix products. Weights, norms and the softmax stay in float32. */
public enum Precision implements Choice {
  FP32,
  BF16;

  private static final String AUTO = "auto";

  /** The faster one on this machine; which one a run has is written in its configuration. */
  public static Precision fastest() {
    return Bfloat16.isFast() ? BF16 : FP32;
  }

  /**
   * Reads a precision's name; {@code auto} is the faster one.
   *
   * @throws GemmaException if it is none of these
   */
  public static Precision parse(String name) {
    if (name.equals(AUTO)) {
      return fastest();
    }
    return Choice.named(name, values(), "error.precision.unknown");
  }
}
