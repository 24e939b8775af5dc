package gemmalab.model;

import java.util.Set;

/**
 * What a looker changes in a model for one pass, to see what it does: the weights stay as they are.
 *
 * @param slidingWindow keys that sliding layers see; {@link #MODEL_WINDOW} for the model's own
 *     number
 * @param ablatedHeads heads whose result is set to zero before the output projection reads it
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

  /** Keys that a layer sees, which by itself sees {@code own}. */
  int window(LayerType type, int own) {
    boolean changed = type == LayerType.SLIDING && slidingWindow != MODEL_WINDOW;
    return changed ? slidingWindow : own;
  }

  /** Keys that a layer of a model sees under this intervention. */
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
