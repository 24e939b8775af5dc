package gemmalab.inspect;

import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * One head's habits in one text, as means over its tokens.
 *
 * @param entropyBits how spread a token's look is: 0 for one place, log2(n) for n places alike
 * @param meanDistance how many tokens back it looks
 * @param firstShare weight on the first token
 * @param patterns the mean weight of each pattern that enough tokens can follow
 * @param uniformAttention the same of a head that looks at all tokens alike
 */
public record HeadStatistics(
    double entropyBits,
    double meanDistance,
    double firstShare,
    Map<HeadPattern, Double> patterns,
    Map<HeadPattern, Double> uniformAttention) {

  /** In a short text an even look gives each place much, and is no pattern. */
  private static final double MIN_RATIO_TO_UNIFORM = 2;

  /** Takes them from weights [token][token looked at] of a text. */
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

  /** Higher for a head that is better worth a look; 0 without a clear pattern. */
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
