package gemmalab.model;

import ai.djl.ndarray.NDArray;
import java.util.ArrayList;
import java.util.List;

/**
 * Collects what a pass computes on its way. The tensors live in the scope of the pass: copy out
 * what must outlive it.
 */
public final class Probe {

  private final List<NDArray> hiddenStates = new ArrayList<>();
  private final List<NDArray> attentionWeights = new ArrayList<>();

  void takeHidden(NDArray x) {
    hiddenStates.add(x);
  }

  void takeAttention(NDArray weights) {
    attentionWeights.add(weights);
  }

  /** The residual stream [B, T, C] before each layer, and last the one after the final norm. */
  public List<NDArray> hiddenStates() {
    return hiddenStates;
  }

  /** Softmax weights [B, H, T, T] of each layer: row i is what token i looks at. */
  public List<NDArray> attentionWeights() {
    return attentionWeights;
  }
}
