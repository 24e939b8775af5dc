package gemmalab.generate;

import gemmalab.text.GemmaException;
import org.jspecify.annotations.Nullable;

/**
 * How the next token is chosen from the model's probabilities.
 *
 * @param temperature what logits are divided by; 0 takes the most likely token
 * @param topK choose among this many most likely tokens only; null for all
 * @param topP choose among the most likely tokens that together have this probability; null for all
 * @param minP choose among tokens with at least this share of the likeliest's probability only;
 *     null for all (Nguyen et al. 2024)
 * @param repetitionPenalty makes tokens that are in the text already less likely; 1 is off (Keskar
 *     et al. 2019)
 * @param seed makes a text repeat; null for a new text each time
 */
public record SamplingSettings(
    double temperature,
    @Nullable Integer topK,
    @Nullable Double topP,
    @Nullable Double minP,
    double repetitionPenalty,
    @Nullable Long seed) {

  /** The most likely token, always. */
  public static final SamplingSettings GREEDY = new SamplingSettings(0, null, null, null);

  public SamplingSettings {
    if (!(temperature >= 0) || Double.isInfinite(temperature)) {
      throw new GemmaException("error.sampling.temperature", temperature);
    }
    if (topK != null && topK < 1) {
      throw new GemmaException("error.sampling.topK", topK);
    }
    if (topP != null && !(topP > 0 && topP <= 1)) {
      throw new GemmaException("error.sampling.topP", topP);
    }
    if (minP != null && !(minP >= 0 && minP <= 1)) {
      throw new GemmaException("error.sampling.minP", minP);
    }
    if (!(repetitionPenalty > 0) || Double.isInfinite(repetitionPenalty)) {
      throw new GemmaException("error.sampling.repetitionPenalty", repetitionPenalty);
    }
  }

  /** Without min-p and repetition penalty. */
  public SamplingSettings(
      double temperature, @Nullable Integer topK, @Nullable Double topP, @Nullable Long seed) {
    this(temperature, topK, topP, null, 1, seed);
  }

  public SamplingSettings withMinP(@Nullable Double share) {
    return new SamplingSettings(temperature, topK, topP, share, repetitionPenalty, seed);
  }

  public SamplingSettings withRepetitionPenalty(double penalty) {
    return new SamplingSettings(temperature, topK, topP, minP, penalty, seed);
  }

  public SamplingSettings withSeed(@Nullable Long newSeed) {
    return new SamplingSettings(temperature, topK, topP, minP, repetitionPenalty, newSeed);
  }
}
