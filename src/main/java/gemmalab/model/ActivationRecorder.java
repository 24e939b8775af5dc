package gemmalab.model;

import ai.djl.ndarray.NDArray;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Records activations of a forward pass: hidden states, attention weights, queries and keys. The
 * tensors belong to the scope of the pass; copy what must outlive it.
 */
public final class ActivationRecorder {

  private static final int NO_LAYER = -1;

  private final int watchedLayer;
  private final List<NDArray> hiddenStates = new ArrayList<>();
  private final List<NDArray> attentionWeights = new ArrayList<>();
  private final Map<Source, List<NDArray>> additions = new EnumMap<>(Source.class);
  private final Map<QueryKeyStep, QueryKey> queryKeys = new EnumMap<>(QueryKeyStep.class);

  /** The two blocks of a layer that add to the residual stream. */
  public enum Source {
    ATTENTION,
    FEED_FORWARD
  }

  /** The steps that queries and keys go through before the scores. */
  public enum QueryKeyStep {
    /** Output of the projections. */
    PROJECTED,
    /** After QK-norm. */
    NORMED,
    /** After the rotary embedding; their products are the scores. */
    ROTATED
  }

  /** Queries [B, H, T, D] and keys [B, K, T, D] at one step. */
  public record QueryKey(NDArray query, NDArray key) {}

  /** Records hidden states, attention weights and additions of every layer. */
  public ActivationRecorder() {
    this(NO_LAYER);
  }

  private ActivationRecorder(int watchedLayer) {
    this.watchedLayer = watchedLayer;
  }

  /** Also records the queries and keys of one layer. */
  public static ActivationRecorder ofQueriesAndKeys(int layer) {
    return new ActivationRecorder(layer);
  }

  void recordHidden(NDArray x) {
    hiddenStates.add(x);
  }

  void recordAttention(NDArray weights) {
    attentionWeights.add(weights);
  }

  void recordAddition(Source source, NDArray x) {
    additions.computeIfAbsent(source, s -> new ArrayList<>()).add(x);
  }

  void recordQueryKey(int layer, QueryKeyStep step, NDArray query, NDArray key) {
    if (layer == watchedLayer) {
      queryKeys.put(step, new QueryKey(query, key));
    }
  }

  /**
   * The residual stream [B, T, C] before each layer; the last entry is the one after the final
   * norm.
   */
  public List<NDArray> hiddenStates() {
    return hiddenStates;
  }

  /**
   * The attention weights [B, H, T, T] of each layer, after softmax: row i holds the weights of
   * query i.
   */
  public List<NDArray> attentionWeights() {
    return attentionWeights;
  }

  /** The output of one block of each layer that is added to the residual stream, [B, T, C]. */
  public List<NDArray> additions(Source source) {
    return additions.getOrDefault(source, List.of());
  }

  /** Queries and keys of the recorded layer. */
  public Map<QueryKeyStep, QueryKey> queryKeys() {
    return queryKeys;
  }
}
