package gemmalab.model;

import gemmalab.tensor.Kernels;
import gemmalab.tensor.Precision;
import org.jspecify.annotations.Nullable;

/**
 * What one run through the model needs besides the tokens.
 *
 * @param explicitAttention whether attention forms its weights, as in the paper, and does not leave
 *     them to a fused kernel, which is faster and rounds a little differently
 * @param rotary positions of this run's tokens; the model sets it
 * @param cache keys and values of earlier tokens, when text is generated
 * @param probe takes hidden states and attention weights on the way, when someone looks
 * @param intervention what is changed to see its effect; a cache knows nothing of it
 */
public record ForwardPass(
    Kernels kernels,
    Precision precision,
    boolean explicitAttention,
    @Nullable RotaryEmbedding rotary,
    @Nullable KvCache cache,
    @Nullable ActivationRecorder probe,
    Intervention intervention) {

  /** A run over whole texts, as in training. */
  public static ForwardPass over(Kernels kernels, Precision precision) {
    return new ForwardPass(kernels, precision, false, null, null, null, Intervention.NONE);
  }

  /** A run that forms its attention weights. */
  public ForwardPass withExplicitAttention() {
    return new ForwardPass(kernels, precision, true, rotary, cache, probe, intervention);
  }

  /** A run that goes on after the tokens in the cache. */
  public ForwardPass with(KvCache newCache) {
    return new ForwardPass(
        kernels, precision, explicitAttention, rotary, newCache, probe, intervention);
  }

  /** A run that is looked at. */
  public ForwardPass with(ActivationRecorder newProbe) {
    return new ForwardPass(kernels, precision, true, rotary, cache, newProbe, intervention);
  }

  /** A run in which something is changed, over a whole text. */
  public ForwardPass with(Intervention newIntervention) {
    return new ForwardPass(kernels, precision, true, rotary, null, probe, newIntervention);
  }

  ForwardPass with(RotaryEmbedding newRotary) {
    return new ForwardPass(
        kernels, precision, explicitAttention, newRotary, cache, probe, intervention);
  }

  /** The rotary tables; only {@link Gemma3Model} may start a pass. */
  RotaryEmbedding positions() {
    if (rotary == null) {
      throw new IllegalStateException("the pass was not started by Gemma3Model");
    }
    return rotary;
  }

  /** Position of the first token of this pass. */
  int firstPosition() {
    return cache == null ? 0 : cache.length();
  }
}
