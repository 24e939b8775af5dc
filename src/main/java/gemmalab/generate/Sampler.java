package gemmalab.generate;

import java.util.SplittableRandom;

/** Chooses the next token from logits. */
public sealed interface Sampler {

  /** The id of the chosen token. */
  int choose(float[] logits);

  static Sampler of(SamplingSettings settings) {
    return settings.temperature() == 0 ? new Greedy() : new Random(settings);
  }

  /** Takes the most likely token; of equals, the first. */
  record Greedy() implements Sampler {
    @Override
    public int choose(float[] logits) {
      int best = 0;
      for (int id = 1; id < logits.length; id++) {
        if (logits[id] > logits[best]) {
          best = id;
        }
      }
      return best;
    }
  }

  /** Draws a token by its probability after temperature, top-k and top-p. */
  final class Random implements Sampler {
    private final SamplingSettings settings;
    private final SplittableRandom random;

    Random(SamplingSettings settings) {
      this.settings = settings;
      Long seed = settings.seed();
      random = seed == null ? new SplittableRandom() : new SplittableRandom(seed);
    }

    @Override
    public int choose(float[] logits) {
      double[] probabilities = Probabilities.after(settings, logits);
      double left = random.nextDouble();
      int last = 0;
      for (int id = 0; id < probabilities.length; id++) {
        if (probabilities[id] > 0) {
          last = id;
          left -= probabilities[id];
          if (left < 0) {
            return id;
          }
        }
      }
      return last; // rounding left a little over
    }
  }
}
