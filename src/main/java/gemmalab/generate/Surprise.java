package gemmalab.generate;

import java.util.Locale;

/** How much a token surprises, in five steps: each is shaded in its own way. */
public enum Surprise {
  /** At least an even chance. */
  NONE(1),
  LITTLE(2),
  SOME(4),
  MUCH(7),
  /** Less than one in 128. */
  VERY(Double.POSITIVE_INFINITY);

  private final double bits;

  Surprise(double bits) {
    this.bits = bits;
  }

  /** The step of -log2 p. */
  public static Surprise of(double surpriseBits) {
    for (Surprise step : values()) {
      if (surpriseBits <= step.bits) {
        return step;
      }
    }
    return VERY;
  }

  /** The probability from which on a token belongs to this step; 0 for the last. */
  public double leastProbability() {
    return Math.pow(2, -bits);
  }

  /** The name of the step's look: {@code surprise-much}. */
  public String style() {
    return "surprise-" + name().toLowerCase(Locale.ROOT);
  }
}
