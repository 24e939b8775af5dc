package gemmalab.ui.attention;

import gemmalab.model.GemmaConfig;
import gemmalab.model.Intervention.AttentionHead;
import gemmalab.model.LayerType;
import gemmalab.ui.common.Texts;

/** Heads as people call them: counted from 1. */
final class HeadNames {

  private HeadNames() {}

  /** Layer 3, head 1. */
  static String name(Texts texts, AttentionHead head) {
    return texts.format("ui.attention.head", head.layer() + 1, head.head() + 1);
  }

  /** Layer 3, head 1, local, with a window of 32. */
  static String title(Texts texts, AttentionHead head, GemmaConfig config, int window) {
    LayerType type = config.layerTypes().get(head.layer());
    String key = type == LayerType.FULL ? "ui.attention.title.full" : "ui.attention.title.sliding";
    return texts.format(key, head.layer() + 1, head.head() + 1, window);
  }

  /** L3 H1. */
  static String brief(Texts texts, AttentionHead head) {
    return texts.format("ui.attention.off.name", head.layer() + 1, head.head() + 1);
  }
}
