package gemmalab.train;

import java.util.List;
import java.util.stream.IntStream;

/**
 * The losses of an evaluation's batches. The batches are always the same, so two evaluations of a
 * run are compared batch by batch: differences in difficulty cancel out.
 */
record Evaluation(List<Double> losses) {

  /** Before the first evaluation. */
  static final Evaluation NONE = new Evaluation(List.of());

  Evaluation {
    losses = List.copyOf(losses);
  }

  /** The mean loss; NaN without batches. */
  double mean() {
    return mean(losses);
  }

  /** Standard error of the mean; 0 with fewer than two batches. */
  double standardError() {
    return standardError(losses);
  }

  /**
   * Whether the loss is lower than another of the same run by more than the standard error of the
   * difference.
   */
  boolean isBetterThan(Evaluation other) {
    if (!Double.isFinite(mean())) {
      return false;
    }
    if (other.losses.size() != losses.size()) { // that was none yet
      return true;
    }
    List<Double> differences =
        IntStream.range(0, losses.size())
            .mapToObj(batch -> losses.get(batch) - other.losses.get(batch))
            .toList();
    return mean(differences) < -standardError(differences);
  }

  private static double mean(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).average().orElse(Double.NaN);
  }

  private static double standardError(List<Double> values) {
    int n = values.size();
    if (n < 2) {
      return 0;
    }
    double mean = mean(values);
    double squares = values.stream().mapToDouble(value -> (value - mean) * (value - mean)).sum();
    return Math.sqrt(squares / (n - 1) / n);
  }
}
