package gemmalab.generate;

import java.util.SplittableRandom;

/** Draws one token after another, each with the next random number of the seed. */
public final class Sampler {

  private final SamplingSettings settings;
  private final SplittableRandom random;

  private Sampler(SamplingSettings settings) {
    this.settings = settings;
    Long seed = settings.seed();
    random = seed == null ? new SplittableRandom() : new SplittableRandom(seed);
  }

  public static Sampler of(SamplingSettings settings) {
    return new Sampler(settings);
  }

  /**
   * Continues after existing tokens, so that a text generated in two parts equals one generated at
   * once.
   */
  Sampler after(int tokens) {
    for (int i = 0; i < tokens; i++) {
      random.nextDouble();
    }
    return this;
  }

  /**
   * The distribution of one position.
   *
   * @param text ids of the tokens before it
   */
  NextTokenDistribution distribution(float[] logits, int[] text) {
    return new NextTokenDistribution(logits, text, settings);
  }

  /** Draws a token from a distribution. */
  int choose(NextTokenDistribution next) {
    return next.choose(random.nextDouble());
  }

  /** Draws a token from logits. */
  public int choose(float[] logits, int[] text) {
    return choose(distribution(logits, text));
  }
}
