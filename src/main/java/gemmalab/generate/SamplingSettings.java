package gemmalab.generate;

import gemmalab.text.GemmaException;
import org.jspecify.annotations.Nullable;

/**
 * How the next token is chosen from the model's probabilities.
 *
 * @param temperature what logits are divided by; 0 takes the most likely token
 * @param topK choose among this many most likely tokens only; null for all
 * @param topP choose among the most likely tokens that together have this probability; null for all
 * @param seed makes a text repeat; null for a new text each time
 */
public record SamplingSettings(
    double temperature, @Nullable Integer topK, @Nullable Double topP, @Nullable Long seed) {

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
  }
}
