package gemmalab.train;

import java.util.ArrayList;
import java.util.List;

/** The losses of an evaluation's batches, and what they say together. */
final class Evaluation {

  private final List<Double> losses = new ArrayList<>();

  void add(double loss) {
    losses.add(loss);
  }

  double mean() {
    return losses.stream().mapToDouble(Double::doubleValue).average().orElse(Double.NaN);
  }

  /** Standard error of the mean; 0 with fewer than two batches. */
  double standardError() {
    int n = losses.size();
    if (n < 2) {
      return 0;
    }
    double mean = mean();
    double squares = losses.stream().mapToDouble(loss -> (loss - mean) * (loss - mean)).sum();
    return Math.sqrt(squares / (n - 1) / n);
  }
}
