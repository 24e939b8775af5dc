package gemmalab.generate;

import gemmalab.text.GemmaException;
import org.jspecify.annotations.Nullable;

/**
 * Sampling settings.
 *
 * @param temperature divisor of the logits; 0 always picks the most likely token (greedy decoding)
 * @param topK number of most likely tokens to keep; null for all (Fan et al. 2018)
 * @param topP probability that the smallest kept set must reach; null for all (nucleus sampling,
 *     Holtzman et al. 2020)
 * @param minP smallest probability to keep, as a fraction of the top token's; null for all (Nguyen
 *     et al. 2024)
 * @param repetitionPenalty above 1, tokens already in the text become less likely; 1 is off (Keskar
 *     et al. 2019)
 * @param seed makes a text reproducible; null for a new text each time
 */
public record SamplingSettings(
    double temperature,
    @Nullable Integer topK,
    @Nullable Double topP,
    @Nullable Double minP,
    double repetitionPenalty,
    @Nullable Long seed) {

  /** Greedy decoding. */
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
