package gemmalab.inspect.activation;

/** What an RMS norm divides a vector by. */
final class RmsScale {

  private RmsScale() {}

  /** sqrt(mean(x²) + eps) of {@code size} numbers from {@code from} on. */
  static double of(float[] x, int from, int size, double epsilon) {
    double sum = 0;
    for (int i = from; i < from + size; i++) {
      sum += (double) x[i] * x[i];
    }
    return Math.sqrt(sum / size + epsilon);
  }
}
