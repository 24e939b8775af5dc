package gemmalab.ui.attention.head;

import gemmalab.model.GemmaConfig;
import gemmalab.model.Intervention.AttentionHead;
import gemmalab.model.LayerType;
import gemmalab.ui.common.Texts;

/** Heads as people call them: counted from 1. */
public final class HeadNames {

  private HeadNames() {}

  /** Layer 3, head 1. */
  public static String name(Texts texts, AttentionHead head) {
    return texts.format("ui.attention.head", head.layer() + 1, head.head() + 1);
  }

  /** Layer 3, head 1, local, with a window of 32. */
  public static String title(Texts texts, AttentionHead head, GemmaConfig config, int window) {
    LayerType type = config.layerTypes().get(head.layer());
    String key = type == LayerType.FULL ? "ui.attention.title.full" : "ui.attention.title.sliding";
    return texts.format(key, head.layer() + 1, head.head() + 1, window);
  }

  /** L3 H1. */
  public static String brief(Texts texts, AttentionHead head) {
    return texts.format("ui.attention.off.name", head.layer() + 1, head.head() + 1);
  }
}
