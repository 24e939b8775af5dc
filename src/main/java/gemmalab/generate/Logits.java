package gemmalab.generate;

import java.util.Arrays;

/**
 * The logits of one position, [V], and their ranking. Only as much is sorted as is needed: to find
 * the best dozen of fifty thousand, a threshold is lowered from the maximum until enough logits
 * exceed it, and only those are sorted.
 */
final class Logits {

  /** A diverged model gives NaN; it counts as the lowest logit. */
  private static final float LOWEST = -Float.MAX_VALUE;

  private final float[] values;
  private final double max;
  private final double mean;
  private long[] ranked = {}; // the best so far, each as its key
  private double expSum; // of exp(logit - largest); 0 before it is asked for
  private double entropyBits;

  Logits(float[] given) {
    values = given.clone();
    float largest = LOWEST;
    double sum = 0;
    for (int id = 0; id < values.length; id++) {
      values[id] = values[id] > LOWEST ? values[id] : LOWEST;
      largest = Math.max(largest, values[id]);
      sum += values[id];
    }
    max = largest;
    mean = sum / values.length;
  }

  int size() {
    return values.length;
  }

  double value(int id) {
    return values[id];
  }

  /** The token of a rank, from 0; of equal logits, the smaller id comes first. */
  int id(int rank) {
    rank(rank + 1);
    return (int) ranked[rank];
  }

  /** The number of tokens with a higher logit. */
  int rankOf(int id) {
    long own = key(id);
    int before = 0;
    for (int other = 0; other < values.length; other++) {
      before += key(other) < own ? 1 : 0;
    }
    return before;
  }

  /** A key that sorts as the ranks do, with the id in its lower half. */
  long key(int id) {
    int bits = Float.floatToIntBits(values[id] + 0f); // -0 equals 0
    int ascending = bits < 0 ? ~bits ^ Integer.MIN_VALUE : bits; // orders as the number does
    return ((long) ~ascending << 32) | id;
  }

  /** The softmax probability of a token. */
  double probability(int id) {
    computeSum();
    return Math.exp(values[id] - max) / expSum;
  }

  /** The entropy of the softmax. */
  double entropyBits() {
    computeSum();
    return entropyBits;
  }

  /** With weights w = exp(x) and their sum S, the entropy is log S - (sum of w x) / S. */
  private void computeSum() {
    if (expSum == 0) {
      double weighted = 0;
      for (float value : values) {
        double weight = Math.exp(value - max);
        expSum += weight;
        weighted += weight > 0 ? weight * (value - max) : 0;
      }
      entropyBits = Math.max(0, (Math.log(expSum) - weighted / expSum) / Math.log(2));
    }
  }

  /**
   * exp((logit - largest) / temperature) of each token; at temperature 0 only the most likely has
   * weight.
   */
  double[] weights(double temperature) {
    double[] weights = new double[values.length];
    if (temperature == 0) {
      weights[id(0)] = 1;
      return weights;
    }
    for (int id = 0; id < weights.length; id++) {
      weights[id] = Math.exp((values[id] - max) / temperature);
    }
    return weights;
  }

  /** The logits after the repetition penalty for the tokens in the text. */
  Logits penalized(int[] text, double penalty) {
    float[] changed = values.clone();
    for (int id : Arrays.stream(text).distinct().toArray()) {
      changed[id] = (float) (changed[id] > 0 ? changed[id] / penalty : changed[id] * penalty);
    }
    return new Logits(changed);
  }

  private void rank(int count) {
    for (double depth = (max - mean) / 4; ranked.length < count; depth *= 2) {
      double bar = depth > 0 && depth <= max - mean ? max - depth : LOWEST;
      ranked = above(bar);
      Arrays.sort(ranked);
    }
  }

  private long[] above(double bar) {
    long[] found = new long[values.length];
    int count = 0;
    for (int id = 0; id < values.length; id++) {
      if (values[id] >= bar) {
        found[count++] = key(id);
      }
    }
    return Arrays.copyOf(found, count);
  }
}
