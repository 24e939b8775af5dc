package gemmalab.model;

import ai.djl.ndarray.NDArray;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Records the {@link ModelStage stages} of a forward pass. The tensors belong to the scope of the
 * pass; copy what must outlive it.
 */
public final class ActivationRecorder {

  private final Map<ModelStage, List<NDArray>> recorded = new EnumMap<>(ModelStage.class);

  void record(ModelStage stage, NDArray x) {
    recorded.computeIfAbsent(stage, s -> new ArrayList<>()).add(x);
  }

  /**
   * A stage of every layer, first to last; of a stage outside the layers one tensor.
   *
   * <p>[B, T, width]; what has heads [B, H, T, D] or [B, K, T, D]; scores and attention weights [B,
   * H, T, T].
   */
  public List<NDArray> all(ModelStage stage) {
    return recorded.getOrDefault(stage, List.of());
  }

  /**
   * The residual stream [B, T, C] before each layer; the last entry is the one after the final
   * norm.
   */
  public List<NDArray> hiddenStates() {
    List<NDArray> sums = all(ModelStage.FEED_FORWARD_SUM);
    List<NDArray> states = new ArrayList<>(all(ModelStage.SCALED_EMBEDDING));
    states.addAll(sums.subList(0, sums.size() - 1));
    states.addAll(all(ModelStage.FINAL_NORM));
    return states;
  }

  /**
   * The attention weights [B, H, T, T] of each layer, after softmax: row i holds the weights of
   * query i.
   */
  public List<NDArray> attentionWeights() {
    return all(ModelStage.ATTENTION_WEIGHTS);
  }
}
