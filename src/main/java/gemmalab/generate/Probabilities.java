package gemmalab.generate;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** From logits to the probabilities that a token is drawn with. */
public final class Probabilities {

  private Probabilities() {}

  /** softmax(logits): what the model itself believes. */
  public static double[] softmax(float[] logits) {
    return softmax(logits, 1, Float.NEGATIVE_INFINITY);
  }

  /** Divided by the temperature, then cut by top-k (ties are kept), then by top-p. */
  public static double[] after(SamplingSettings settings, float[] logits) {
    float lowest = kthLargest(logits, settings.topK());
    double[] probabilities = softmax(logits, settings.temperature(), lowest);
    Double topP = settings.topP();
    if (topP != null && topP < 1) {
      keepMass(probabilities, topP);
    }
    return probabilities;
  }

  /** Ids of the most likely tokens, best first. */
  public static int[] best(double[] probabilities, int count) {
    int[] best = new int[Math.min(count, probabilities.length)];
    int found = 0;
    for (int id = 0; id < probabilities.length; id++) {
      if (found == best.length && probabilities[id] <= probabilities[best[found - 1]]) {
        continue;
      }
      int place = found == best.length ? found - 1 : found++;
      while (place > 0 && probabilities[best[place - 1]] < probabilities[id]) {
        best[place] = best[place - 1];
        place--;
      }
      best[place] = id;
    }
    return best;
  }

  /** Logits below {@code lowest} get no probability. */
  private static double[] softmax(float[] logits, double temperature, float lowest) {
    float max = Float.NEGATIVE_INFINITY;
    for (float logit : logits) {
      max = Math.max(max, logit);
    }
    double[] probabilities = new double[logits.length];
    double sum = 0;
    for (int id = 0; id < logits.length; id++) {
      if (logits[id] >= lowest) {
        probabilities[id] = Math.exp((logits[id] - max) / temperature);
        sum += probabilities[id];
      }
    }
    for (int id = 0; id < probabilities.length; id++) {
      probabilities[id] /= sum;
    }
    return probabilities;
  }

  private static float kthLargest(float[] logits, @Nullable Integer k) {
    if (k == null || k >= logits.length) {
      return Float.NEGATIVE_INFINITY;
    }
    float[] ascending = logits.clone();
    Arrays.sort(ascending);
    return ascending[ascending.length - k];
  }

  /** Keeps the fewest tokens that together have at least {@code mass}, and scales them up to 1. */
  private static void keepMass(double[] probabilities, double mass) {
    int[] order =
        IntStream.range(0, probabilities.length)
            .filter(id -> probabilities[id] > 0)
            .boxed()
            .sorted(Comparator.comparingDouble(id -> -probabilities[id]))
            .mapToInt(Integer::intValue)
            .toArray();
    double kept = 0;
    for (int id : order) {
      if (kept >= mass) {
        probabilities[id] = 0;
      } else {
        kept += probabilities[id];
      }
    }
    for (int id : order) {
      probabilities[id] /= kept;
    }
  }
}
