package gemmalab.inspect.stage;

import gemmalab.inspect.Inspection;
import gemmalab.model.GemmaConfig;
import gemmalab.model.ModelStage;

/** How many numbers the activations of a text have, and how long a text may be. */
final class ActivationSize {

  /** 160 MB. */
  private static final long MOST_FLOATS = 40_000_000;

  private ActivationSize() {}

  /** Numbers that are kept for a text of {@code length} tokens. */
  static long floats(GemmaConfig config, int length) {
    long each = 0;
    for (ModelStage stage : ModelStage.values()) {
      int times = stage.perLayer() ? config.numHiddenLayers() : 1;
      each += stage == ModelStage.GELU ? 0 : (long) times * stage.width(config, length);
    }
    return each * length;
  }

  /** The longest text whose activations fit, in tokens; at least 1. */
  static int mostTokens(GemmaConfig config) {
    int most = Math.min(Inspection.MAX_TOKENS, config.maxPositionEmbeddings());
    while (most > 1 && floats(config, most) > MOST_FLOATS) {
      most--;
    }
    return most;
  }
}
