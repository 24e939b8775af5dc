package gemmalab.model;

import ai.djl.ndarray.NDArray;
import gemmalab.tensor.Kernels;
import gemmalab.tensor.Precision;
import org.jspecify.annotations.Nullable;

/**
 * What a forward pass needs besides the tokens.
 *
 * @param explicitAttention whether attention forms its weight matrix, as in the paper; a fused
 *     kernel is faster and rounds slightly differently
 * @param rotary rotary tables for the positions of this pass; set by the model
 * @param cache keys and values of earlier tokens during generation; null without a cache
 * @param probe records activations on the way; null if nothing is recorded
 * @param intervention change to the model under inspection; cannot be combined with a cache
 */
public record ForwardPass(
    Kernels kernels,
    Precision precision,
    boolean explicitAttention,
    @Nullable RotaryEmbedding rotary,
    @Nullable KvCache cache,
    @Nullable ActivationRecorder probe,
    Intervention intervention) {

  /** A pass over whole sequences, as in training. */
  public static ForwardPass over(Kernels kernels, Precision precision) {
    return new ForwardPass(kernels, precision, false, null, null, null, Intervention.NONE);
  }

  /** The same pass with explicit attention weights. */
  public ForwardPass withExplicitAttention() {
    return new ForwardPass(kernels, precision, true, rotary, cache, probe, intervention);
  }

  /** The same pass, continuing after the tokens in the cache. */
  public ForwardPass with(KvCache newCache) {
    return new ForwardPass(
        kernels, precision, explicitAttention, rotary, newCache, probe, intervention);
  }

  /** The same pass with its activations recorded. */
  public ForwardPass with(ActivationRecorder newProbe) {
    return new ForwardPass(kernels, precision, true, rotary, cache, newProbe, intervention);
  }

  /** The same pass, over a whole sequence, with a change to the model. */
  public ForwardPass with(Intervention newIntervention) {
    return new ForwardPass(kernels, precision, true, rotary, null, probe, newIntervention);
  }

  ForwardPass with(RotaryEmbedding newRotary) {
    return new ForwardPass(
        kernels, precision, explicitAttention, newRotary, cache, probe, intervention);
  }

  /** Records x as a stage if the activations of this pass are recorded; returns x. */
  NDArray record(ModelStage stage, NDArray x) {
    if (probe != null) {
      probe.record(stage, x);
    }
    return x;
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
