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
 */
public record ForwardPass(
    Kernels kernels,
    Precision precision,
    boolean explicitAttention,
    @Nullable RotaryEmbedding rotary,
    @Nullable KvCache cache,
    @Nullable Probe probe) {

  /** A run over whole texts, as in training. */
  public static ForwardPass over(Kernels kernels, Precision precision) {
    return new ForwardPass(kernels, precision, false, null, null, null);
  }

  /** A run that forms its attention weights. */
  public ForwardPass withExplicitAttention() {
    return new ForwardPass(kernels, precision, true, rotary, cache, probe);
  }

  /** A run that goes on after the tokens in the cache. */
  public ForwardPass with(KvCache newCache) {
    return new ForwardPass(kernels, precision, explicitAttention, rotary, newCache, probe);
  }

  /** A run that is looked at. */
  public ForwardPass with(Probe newProbe) {
    return new ForwardPass(kernels, precision, true, rotary, cache, newProbe);
  }

  ForwardPass with(RotaryEmbedding newRotary) {
    return new ForwardPass(kernels, precision, explicitAttention, newRotary, cache, probe);
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
