package gemmalab.model;

import gemmalab.text.Choice;
import gemmalab.text.GemmaException;
import java.util.List;

/**
 * Model configurations by name. A small one has only those GPT-2 tokens that its training data
 * uses; its {@code vocabSize} is the maximum.
 */
@SuppressWarnings("ImmutableEnumChecker") // a config is a record whose list is a copy
public enum ModelPreset implements Choice {
  /**
   * Trains to readable text in minutes on two cores; the sliding window is well below the context
   * length, and half of the layers are global.
   */
  NANO("nano", config(4_096, 256, 128, 256, 2, 32, GemmaConfig.alternating(6), 32, true)),

  /** Between nano and 270M: minutes on a GPU, hours on a laptop. */
  MINI("mini", config(8_192, 512, 256, 768, 2, 64, GemmaConfig.fiveSlidingOneFull(12), 128, true)),

  /** The reproduction: Gemma 3 270M with the GPT-2 tokenizer and an untied LM head. */
  GEMMA3_270M(
      "gemma3-270m",
      config(50_257, 32_768, 640, 2048, 1, 256, GemmaConfig.fiveSlidingOneFull(18), 512, false)),

  /** Google's model: a vocabulary of 262,144 tokens and tied weights. */
  GEMMA3_270M_BASE(
      "gemma3-270m-base",
      config(262_144, 32_768, 640, 2048, 1, 256, GemmaConfig.fiveSlidingOneFull(18), 512, true)),

  /** Google's next larger text model; in float32 it takes 4 GB. */
  GEMMA3_1B(
      "gemma3-1b",
      config(262_144, 32_768, 1152, 6912, 1, 256, GemmaConfig.fiveSlidingOneFull(26), 512, true));

  private static final int QUERY_HEADS = 4;

  private final String label;
  private final GemmaConfig config;

  ModelPreset(String label, GemmaConfig config) {
    this.label = label;
    this.config = config;
  }

  /**
   * Finds a preset by its name on the command line.
   *
   * @throws GemmaException if there is none of that name
   */
  public static ModelPreset named(String name) {
    return Choice.named(name, values(), "error.preset.unknown");
  }

  @Override
  public String label() {
    return label;
  }

  public GemmaConfig config() {
    return config;
  }

  private static GemmaConfig config(
      int vocabSize,
      int context,
      int hiddenSize,
      int intermediateSize,
      int keyValueHeads,
      int headDim,
      List<LayerType> layers,
      int slidingWindow,
      boolean tied) {
    return new GemmaConfig(
        vocabSize,
        context,
        hiddenSize,
        intermediateSize,
        QUERY_HEADS,
        keyValueHeads,
        headDim,
        layers,
        slidingWindow,
        10_000,
        1_000_000,
        headDim,
        1e-6,
        tied,
        GemmaConfig.NO_PADDING);
  }
}
