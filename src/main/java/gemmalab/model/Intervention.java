package gemmalab.model;

import java.util.Set;

/**
 * A change to a model for one forward pass, to measure its effect; the weights are unchanged.
 *
 * @param slidingWindow number of positions that local layers attend to; {@link #MODEL_WINDOW} for
 *     the model's own
 * @param ablatedHeads heads whose output is set to zero before the output projection
 */
public record Intervention(int slidingWindow, Set<AttentionHead> ablatedHeads) {

  /** The {@code slidingWindow} that changes nothing. */
  public static final int MODEL_WINDOW = 0;

  /** Changes nothing. */
  public static final Intervention NONE = new Intervention(MODEL_WINDOW, Set.of());

  public Intervention {
    ablatedHeads = Set.copyOf(ablatedHeads);
    if (slidingWindow < 0) {
      throw new IllegalArgumentException("a window of " + slidingWindow + " keys");
    }
  }

  /** A head of a layer, both counted from 0. */
  public record AttentionHead(int layer, int head) {}

  public Intervention withSlidingWindow(int keys) {
    return new Intervention(keys, ablatedHeads);
  }

  public Intervention withAblatedHeads(Set<AttentionHead> heads) {
    return new Intervention(slidingWindow, heads);
  }

  /** Positions that a layer attends to; {@code own} without the intervention. */
  int window(LayerType type, int own) {
    boolean changed = type == LayerType.SLIDING && slidingWindow != MODEL_WINDOW;
    return changed ? slidingWindow : own;
  }

  /** Positions that a layer of a model attends to under this intervention. */
  public int window(GemmaConfig config, int layer) {
    LayerType type = config.layerTypes().get(layer);
    return window(type, config.window(type));
  }

  boolean ablatesIn(int layer) {
    return ablatedHeads.stream().anyMatch(head -> head.layer() == layer);
  }

  /** 1 for each head of a layer, 0 for an ablated one. */
  float[] headMask(int layer, int heads) {
    float[] headMask = new float[heads];
    for (int head = 0; head < heads; head++) {
      headMask[head] = ablatedHeads.contains(new AttentionHead(layer, head)) ? 0 : 1;
    }
    return headMask;
  }
}
