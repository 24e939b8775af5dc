package gemmalab.tensor;

import gemmalab.text.GemmaException;

/** The number format of matrix products. Weights, norms and the softmax stay in float32. */
public enum Precision {
  FP32("fp32"),
  BF16("bf16");

  private final String label;

  Precision(String label) {
    this.label = label;
  }

  public String label() {
    return label;
  }

  /**
   * Reads a precision's name.
   *
   * @throws GemmaException if it is neither fp32 nor bf16
   */
  public static Precision parse(String name) {
    for (Precision precision : values()) {
      if (precision.label.equals(name)) {
        return precision;
      }
    }
    throw new GemmaException("error.precision.unknown", name);
  }
}
