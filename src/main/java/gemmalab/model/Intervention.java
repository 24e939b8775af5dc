package gemmalab.model;

import java.util.HashSet;
import java.util.Set;

/**
 * A change to a model for one forward pass, to measure its effect; the weights are unchanged.
 *
 * @param slidingWindow number of positions that local layers attend to; {@link #MODEL_WINDOW} for
 *     the model's own
 * @param ablatedHeads heads whose output is set to zero before the output projection
 * @param skippedStages norms and rotations that are left out: the stage's output is its input
 * @param ropeBase RoPE base of all layers; {@link #MODEL_ROPE_BASE} for the model's own
 * @param queryPreAttnScalar scores are divided by its square root; {@link #MODEL_SCALAR} for the
 *     model's own
 */
public record Intervention(
    int slidingWindow,
    Set<AttentionHead> ablatedHeads,
    Set<SkippedStage> skippedStages,
    double ropeBase,
    double queryPreAttnScalar) {

  /** The {@code slidingWindow} that changes nothing. */
  public static final int MODEL_WINDOW = 0;

  /** The {@code ropeBase} that changes nothing. */
  public static final double MODEL_ROPE_BASE = 0;

  /** The {@code queryPreAttnScalar} that changes nothing. */
  public static final double MODEL_SCALAR = 0;

  /** Changes nothing. */
  public static final Intervention NONE = new Intervention(MODEL_WINDOW, Set.of());

  /** Stages that can be left out: their output has the shape of their input. */
  public static final Set<ModelStage> SKIPPABLE =
      Set.of(
          ModelStage.INPUT_NORM,
          ModelStage.NORMED_QUERIES,
          ModelStage.NORMED_KEYS,
          ModelStage.ROTATED_QUERIES,
          ModelStage.ROTATED_KEYS,
          ModelStage.POST_ATTENTION_NORM,
          ModelStage.PRE_FEED_FORWARD_NORM,
          ModelStage.POST_FEED_FORWARD_NORM,
          ModelStage.FINAL_NORM);

  public Intervention {
    ablatedHeads = Set.copyOf(ablatedHeads);
    skippedStages = Set.copyOf(skippedStages);
    if (slidingWindow < 0) {
      throw new IllegalArgumentException("a window of " + slidingWindow + " keys");
    }
    if (!(ropeBase >= 0 && queryPreAttnScalar >= 0)) {
      throw new IllegalArgumentException("base " + ropeBase + ", scalar " + queryPreAttnScalar);
    }
  }

  /** Another window, and heads ablated. */
  public Intervention(int slidingWindow, Set<AttentionHead> ablatedHeads) {
    this(slidingWindow, ablatedHeads, Set.of(), MODEL_ROPE_BASE, MODEL_SCALAR);
  }

  /** A head of a layer, both counted from 0. */
  public record AttentionHead(int layer, int head) {}

  /**
   * A stage that is left out.
   *
   * @param layer from 0; {@link #EVERY_LAYER} for all layers and for a stage outside them
   */
  public record SkippedStage(ModelStage stage, int layer) {

    /** In every layer. */
    public static final int EVERY_LAYER = -1;

    public SkippedStage {
      if (!SKIPPABLE.contains(stage)) {
        throw new IllegalArgumentException(stage + " cannot be left out");
      }
    }
  }

  public Intervention withSlidingWindow(int keys) {
    return new Intervention(keys, ablatedHeads, skippedStages, ropeBase, queryPreAttnScalar);
  }

  public Intervention withAblatedHeads(Set<AttentionHead> heads) {
    return new Intervention(slidingWindow, heads, skippedStages, ropeBase, queryPreAttnScalar);
  }

  /** Also leaves out a stage; in every layer with {@link SkippedStage#EVERY_LAYER}. */
  public Intervention without(ModelStage stage, int layer) {
    Set<SkippedStage> more = new HashSet<>(skippedStages);
    more.add(new SkippedStage(stage, layer));
    return new Intervention(slidingWindow, ablatedHeads, more, ropeBase, queryPreAttnScalar);
  }

  /** QK-norm off in every layer. */
  public Intervention withoutQkNorm() {
    return without(ModelStage.NORMED_QUERIES, SkippedStage.EVERY_LAYER)
        .without(ModelStage.NORMED_KEYS, SkippedStage.EVERY_LAYER);
  }

  /** RoPE off in every layer. */
  public Intervention withoutRope() {
    return without(ModelStage.ROTATED_QUERIES, SkippedStage.EVERY_LAYER)
        .without(ModelStage.ROTATED_KEYS, SkippedStage.EVERY_LAYER);
  }

  /** One RoPE base for all layers. */
  public Intervention withRopeBase(double base) {
    return new Intervention(slidingWindow, ablatedHeads, skippedStages, base, queryPreAttnScalar);
  }

  /** Scores divided by the square root of {@code scalar}. */
  public Intervention withQueryPreAttnScalar(double scalar) {
    return new Intervention(slidingWindow, ablatedHeads, skippedStages, ropeBase, scalar);
  }

  /** Positions that a layer of a model attends to under this intervention. */
  public int window(GemmaConfig config, int layer) {
    LayerType type = config.layerTypes().get(layer);
    boolean changed = type == LayerType.SLIDING && slidingWindow != MODEL_WINDOW;
    return changed ? slidingWindow : config.window(type);
  }

  /** The RoPE base of layers of a type under this intervention. */
  public double ropeBase(GemmaConfig config, LayerType type) {
    return ropeBase == MODEL_ROPE_BASE ? config.ropeBase(type) : ropeBase;
  }

  /** What scores are multiplied by under this intervention. */
  public double attentionScale(GemmaConfig config) {
    return queryPreAttnScalar == MODEL_SCALAR
        ? config.attentionScale()
        : 1 / Math.sqrt(queryPreAttnScalar);
  }

  /** Whether a stage of a layer is left out; {@code layer} is -1 outside the layers. */
  public boolean skips(ModelStage stage, int layer) {
    return !skippedStages.isEmpty()
        && (skippedStages.contains(new SkippedStage(stage, layer))
            || skippedStages.contains(new SkippedStage(stage, SkippedStage.EVERY_LAYER)));
  }

  /** Whether a head is set to zero. */
  public boolean ablates(int layer, int head) {
    return ablatedHeads.contains(new AttentionHead(layer, head));
  }

  boolean ablatesIn(int layer) {
    return ablatedHeads.stream().anyMatch(head -> head.layer() == layer);
  }

  /** 1 for each head of a layer, 0 for an ablated one. */
  float[] headMask(int layer, int heads) {
    float[] headMask = new float[heads];
    for (int head = 0; head < heads; head++) {
      headMask[head] = ablates(layer, head) ? 0 : 1;
    }
    return headMask;
  }
}
