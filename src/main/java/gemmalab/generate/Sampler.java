package gemmalab.generate;

import ai.djl.ndarray.NDArray;
import gemmalab.tensor.Kernels;
import java.util.SplittableRandom;

/** Chooses the next token from logits. */
public sealed interface Sampler {

  /** The id of the chosen token; logits [..., V] of one place. */
  int choose(NDArray logits, Kernels kernels);

  static Sampler of(SamplingSettings settings) {
    return settings.temperature() == 0 ? new Greedy() : new Random(settings);
  }

  /** Takes the most likely token. */
  record Greedy() implements Sampler {
    @Override
    public int choose(NDArray logits, Kernels kernels) {
      return kernels.mostLikely(logits);
    }
  }

  /** Draws a token by its probability after temperature, top-k and top-p. */
  final class Random implements Sampler {
    private final double temperature;
    private final int topK;
    private final double topP;
    private final SplittableRandom random;

    Random(SamplingSettings settings) {
      Integer k = settings.topK();
      Double p = settings.topP();
      Long seed = settings.seed();
      temperature = settings.temperature();
      topK = k == null ? Integer.MAX_VALUE : k;
      topP = p == null ? 1 : p;
      random = seed == null ? new SplittableRandom() : new SplittableRandom(seed);
    }

    @Override
    public int choose(NDArray logits, Kernels kernels) {
      return kernels.draw(logits, temperature, topK, topP, random.nextDouble());
    }
  }
}
