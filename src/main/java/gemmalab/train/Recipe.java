package gemmalab.train;

import gemmalab.data.WindowStart;
import gemmalab.data.source.DataSource;
import gemmalab.model.GemmaConfig;
import gemmalab.model.Initialization;
import gemmalab.model.ModelPreset;
import gemmalab.tensor.Precision;
import gemmalab.text.Choice;
import gemmalab.text.GemmaException;

/** Where the numbers of a run come from. */
public enum Recipe implements Choice {
  /**
   * Numbers that train well: the rate falls from its peak, only matrices decay, weights begin
   * small, an end-of-text token stands after each document and windows begin with one.
   */
  SOUND(true),

  /**
   * The original's numbers as they are, also what is odd in them: the "minimum" rate is above the
   * peak, so the rate climbs; norms decay; nothing parts one document from the next. Its 1,000
   * steps of warm-up and 150,000 in all are micro-batches, 32 to an update.
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

  /** How the weights of a new model are drawn. */
  public Initialization initialization(GemmaConfig model) {
    if (this == FAITHFUL) {
      return Initialization.PYTORCH;
    }
    boolean small = model.hiddenSize() <= SMALL_WIDTH && model.tieWordEmbeddings();
    return small ? Initialization.WIDE_EMBEDDING : Initialization.GEMMA;
  }

  /** Whether an end-of-text token stands after each document. */
  public boolean endOfText() {
    return endOfText;
  }

  /** The numbers for a preset. */
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
      case GEMMA3_270M, GEMMA3_270M_BASE -> new BatchPlan(8, 1024, 16, WindowStart.DOCUMENT);
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
      case GEMMA3_270M, GEMMA3_270M_BASE -> new LearningRateSchedule(5e-4, 5e-5, 100, 4_700);
    };
  }

  private OptimizerConfig optimizer() {
    return this == FAITHFUL
        ? new OptimizerConfig(0.9, 0.95, 1e-9, 0.1, false, 0.5)
        : new OptimizerConfig(0.9, 0.95, 1e-8, 0.1, true, 1.0);
  }

  /** Always the same windows; a large model is tested less often, for it takes longer. */
  private static EvaluationPlan evaluation(ModelPreset preset) {
    return new EvaluationPlan(preset == ModelPreset.NANO ? 200 : 250, 50);
  }
}
