package gemmalab.inspect;

import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * Statistics of one head on one text, as means over its queries.
 *
 * @param entropyBits entropy of the attention weights: 0 for a single position, log2(n) for n equal
 *     ones
 * @param meanDistance mean distance to the attended tokens
 * @param firstShare weight on the first token
 * @param patterns mean weight of each pattern that enough queries have keys for
 * @param uniformAttention the same mean weights under uniform attention
 */
public record HeadStatistics(
    double entropyBits,
    double meanDistance,
    double firstShare,
    Map<HeadPattern, Double> patterns,
    Map<HeadPattern, Double> uniformAttention) {

  /**
   * In a short text uniform attention already gives each position much weight, which is no pattern.
   */
  private static final double MIN_RATIO_TO_UNIFORM = 2;

  /** Computes the statistics from attention weights [query][key] of a text. */
  public static HeadStatistics of(float[][] weights, int[] ids) {
    double entropy = 0;
    double distance = 0;
    double first = 0;
    for (int row = 0; row < weights.length; row++) {
      for (int key = 0; key <= row; key++) {
        double weight = weights[row][key];
        entropy -= weight > 0 ? weight * Math.log(weight) / Math.log(2) : 0;
        distance += weight * (row - key);
      }
      first += weights[row][0];
    }
    int tokens = weights.length;
    return new HeadStatistics(
        entropy / tokens,
        distance / tokens,
        first / tokens,
        patterns(weights, ids),
        patterns(uniformAttention(tokens), ids));
  }

  /** The clear pattern; of several, the one furthest above its threshold. */
  public Optional<HeadPattern> label() {
    return patterns.entrySet().stream()
        .filter(entry -> isClear(entry.getKey(), entry.getValue()))
        .max(Comparator.comparingDouble(e -> e.getValue() - e.getKey().threshold()))
        .map(Map.Entry::getKey);
  }

  /** Higher for a head of more interest; 0 without a clear pattern. */
  double telling() {
    return label().map(found -> found.rank() + patterns.getOrDefault(found, 0.0)).orElse(0.0);
  }

  private boolean isClear(HeadPattern pattern, double mean) {
    return mean >= pattern.threshold()
        && mean >= MIN_RATIO_TO_UNIFORM * uniformAttention.getOrDefault(pattern, 0.0);
  }

  private static float[][] uniformAttention(int tokens) {
    float[][] weights = new float[tokens][tokens];
    for (int row = 0; row < tokens; row++) {
      Arrays.fill(weights[row], 0, row + 1, 1f / (row + 1));
    }
    return weights;
  }

  private static Map<HeadPattern, Double> patterns(float[][] weights, int[] ids) {
    Map<HeadPattern, Double> means = new EnumMap<>(HeadPattern.class);
    for (HeadPattern pattern : HeadPattern.values()) {
      mean(pattern, weights, ids).ifPresent(mean -> means.put(pattern, mean));
    }
    return means;
  }

  private static Optional<Double> mean(HeadPattern pattern, float[][] weights, int[] ids) {
    double sum = 0;
    int tokens = 0;
    for (int row = 0; row < weights.length; row++) {
      boolean possible = false;
      for (int key = 0; key <= row; key++) {
        if (pattern.holds(ids, row, key)) {
          possible = true;
          sum += weights[row][key];
        }
      }
      tokens += possible ? 1 : 0;
    }
    return tokens < HeadPattern.MIN_TOKENS ? Optional.empty() : Optional.of(sum / tokens);
  }
}
