package gemmalab.model;

import ai.djl.ndarray.NDArray;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Collects what a pass computes on its way. The tensors live in the scope of the pass: copy out
 * what must outlive it.
 */
public final class ActivationRecorder {

  private static final int NO_LAYER = -1;

  private final int watchedLayer;
  private final List<NDArray> hiddenStates = new ArrayList<>();
  private final List<NDArray> attentionWeights = new ArrayList<>();
  private final Map<Source, List<NDArray>> additions = new EnumMap<>(Source.class);
  private final Map<QueryKeyStep, QueryKey> queryKeys = new EnumMap<>(QueryKeyStep.class);

  /** What a layer adds to the residual stream comes from one of its two parts. */
  public enum Source {
    ATTENTION,
    FEED_FORWARD
  }

  /** Queries and keys on their way to the scores. */
  public enum QueryKeyStep {
    /** As the projections give them. */
    PROJECTED,
    /** After QK-norm. */
    NORMED,
    /** After the rotary embedding: these are multiplied. */
    ROTATED
  }

  /** Queries [B, H, T, D] and keys [B, K, T, D] at one step. */
  public record QueryKey(NDArray query, NDArray key) {}

  /** Watches all layers alike. */
  public ActivationRecorder() {
    this(NO_LAYER);
  }

  private ActivationRecorder(int watchedLayer) {
    this.watchedLayer = watchedLayer;
  }

  /** Watches also the queries and keys of one layer. */
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

  /** The residual stream [B, T, C] before each layer, and last the one after the final norm. */
  public List<NDArray> hiddenStates() {
    return hiddenStates;
  }

  /** Softmax weights [B, H, T, T] of each layer: row i is what token i looks at. */
  public List<NDArray> attentionWeights() {
    return attentionWeights;
  }

  /** What one part of each layer added to the residual stream, [B, T, C]. */
  public List<NDArray> additions(Source source) {
    return additions.getOrDefault(source, List.of());
  }

  /** Queries and keys of the watched layer. */
  public Map<QueryKeyStep, QueryKey> queryKeys() {
    return queryKeys;
  }
}
