package gemmalab.train;

import gemmalab.data.WindowStart;
import gemmalab.data.source.DataSource;
import gemmalab.model.GemmaConfig;
import gemmalab.model.Initialization;
import gemmalab.model.ModelPreset;
import gemmalab.tensor.Precision;
import gemmalab.text.Choice;
import gemmalab.text.GemmaException;

/** Where hyperparameters come from that were not set. */
public enum Recipe implements Choice {
  /**
   * Recommended hyperparameters: the learning rate decays, weight decay applies to matrices only,
   * weights start small, each document ends with an end-of-text token, and sequences begin at one.
   */
  SOUND(true),

  /**
   * The original project's hyperparameters, quirks included: the minimum learning rate is higher
   * than the maximum, so it rises; norms decay; documents are not separated. Its 1,000 warmup steps
   * and 150,000 steps are micro-batches, 32 per training step.
   */
  FAITHFUL(false);

  private static final int SEED = 42;
  private static final int SMALL_WIDTH = 256;
  private static final int MICRO_BATCHES_OF_THE_ORIGINAL = 32;

  private final boolean endOfText;

  Recipe(boolean endOfText) {
    this.endOfText = endOfText;
  }

  /**
   * Finds a recipe by its name on the command line.
   *
   * @throws GemmaException if there is none of that name
   */
  public static Recipe named(String name) {
    return Choice.named(name, values(), "error.recipe.unknown");
  }

  /** How the weights of a new model are initialized. */
  public Initialization initialization(GemmaConfig model) {
    if (this == FAITHFUL) {
      return Initialization.PYTORCH;
    }
    boolean small = model.hiddenSize() <= SMALL_WIDTH && model.tieWordEmbeddings();
    return small ? Initialization.WIDE_EMBEDDING : Initialization.GEMMA;
  }

  /** Whether each document ends with an end-of-text token. */
  public boolean endOfText() {
    return endOfText;
  }

  /** The configuration for a preset. */
  public TrainConfig config(ModelPreset preset, DataSource data) {
    GemmaConfig model = preset.config();
    return new TrainConfig(
        preset.label(),
        this,
        data,
        model,
        batch(preset),
        schedule(preset),
        optimizer(),
        evaluation(preset),
        StoppingCriteria.NONE,
        SEED,
        Precision.fastest());
  }

  private BatchPlan batch(ModelPreset preset) {
    if (this == FAITHFUL) {
      return new BatchPlan(32, 128, MICRO_BATCHES_OF_THE_ORIGINAL);
    }
    return switch (preset) {
      case NANO -> new BatchPlan(8, 256, 1, WindowStart.DOCUMENT);
      case MINI -> new BatchPlan(8, 512, 4, WindowStart.DOCUMENT);
      case GEMMA3_270M, GEMMA3_270M_BASE, GEMMA3_1B ->
          new BatchPlan(8, 1024, 16, WindowStart.DOCUMENT);
    };
  }

  private LearningRateSchedule schedule(ModelPreset preset) {
    if (this == FAITHFUL) {
      return new LearningRateSchedule(
          1e-4,
          5e-4,
          1_000 / MICRO_BATCHES_OF_THE_ORIGINAL,
          150_000 / MICRO_BATCHES_OF_THE_ORIGINAL);
    }
    return switch (preset) {
      case NANO -> new LearningRateSchedule(2e-3, 2e-4, 50, 1_600);
      case MINI -> new LearningRateSchedule(1e-3, 1e-4, 100, 3_000);
      case GEMMA3_270M, GEMMA3_270M_BASE, GEMMA3_1B ->
          new LearningRateSchedule(5e-4, 5e-5, 100, 4_700);
    };
  }

  private OptimizerConfig optimizer() {
    return this == FAITHFUL
        ? new OptimizerConfig(0.9, 0.95, 1e-9, 0.1, false, 0.5)
        : new OptimizerConfig(0.9, 0.95, 1e-8, 0.1, true, 1.0);
  }

  /** A large model is evaluated less often, because it takes longer. */
  private static EvaluationPlan evaluation(ModelPreset preset) {
    return new EvaluationPlan(preset == ModelPreset.NANO ? 200 : 250, 50);
  }
}
