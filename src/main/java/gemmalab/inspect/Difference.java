package gemmalab.inspect;

/**
 * The difference of a tensor from its reference.
 *
 * @param largest largest difference; for a relative measure, divided by the reference's largest
 *     value
 * @param measure {@code absolute}, {@code relative} or {@code identical}
 */
public record Difference(String name, double largest, double tolerance, String measure) {

  /** Whether the difference is within tolerance; NaN never is. */
  public boolean within() {
    return largest <= tolerance;
  }

  static Difference absolute(String name, float[] ours, float[] reference, double tolerance) {
    return new Difference(name, largest(ours, reference), tolerance, "absolute");
  }

  static Difference relative(String name, float[] ours, float[] reference, double tolerance) {
    double scale = 0;
    for (float value : reference) {
      scale = Math.max(scale, Math.abs(value));
    }
    double largest = largest(ours, reference);
    return new Difference(name, scale == 0 ? largest : largest / scale, tolerance, "relative");
  }

  private static double largest(float[] ours, float[] reference) {
    if (ours.length != reference.length) {
      return Double.NaN;
    }
    double largest = 0;
    for (int i = 0; i < ours.length; i++) {
      largest = Math.max(largest, Math.abs((double) ours[i] - reference[i])); // NaN stays
    }
    return largest;
  }
}
