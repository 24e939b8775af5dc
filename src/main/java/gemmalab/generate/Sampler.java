package gemmalab.generate;

import java.util.SplittableRandom;

/** Chooses token after token: each takes one number from the seed's row of random numbers. */
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

  /** Goes on behind tokens that are there, so that a text in two parts is the text in one. */
  Sampler after(int tokens) {
    for (int i = 0; i < tokens; i++) {
      random.nextDouble();
    }
    return this;
  }

  /**
   * Weighs the tokens of a place.
   *
   * @param text the tokens before it
   */
  NextTokenDistribution distribution(float[] logits, int[] text) {
    return new NextTokenDistribution(logits, text, settings);
  }

  /** Takes one of them. */
  int choose(NextTokenDistribution next) {
    return next.choose(random.nextDouble());
  }

  /** Weighs and takes. */
  public int choose(float[] logits, int[] text) {
    return choose(distribution(logits, text));
  }
}
