package gemmalab.cli;

import gemmalab.data.WindowStart;
import gemmalab.data.source.DataSource;
import gemmalab.model.GemmaConfig;
import gemmalab.model.ModelPreset;
import gemmalab.tensor.Precision;
import gemmalab.text.GemmaException;
import gemmalab.train.BatchPlan;
import gemmalab.train.EvaluationPlan;
import gemmalab.train.LearningRateSchedule;
import gemmalab.train.OptimizerConfig;
import gemmalab.train.Recipe;
import gemmalab.train.StoppingCriteria;
import gemmalab.train.TrainConfig;
import gemmalab.train.VocabularyChoice;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The numbers of a run; what is left out is the recipe's. */
@SuppressWarnings("NullAway.Init") // picocli fills the fields
final class TrainOptions {

  private static final String AUTO = "auto";

  @Option(names = "--preset")
  private String preset = "nano";

  @Option(names = "--recipe")
  private String recipe = "sound";

  @Mixin private DataOptions data;

  @Option(names = "--vocabulary")
  private @Nullable String vocabulary;

  @Option(names = {"--max_steps", "--max-steps"})
  private @Nullable Integer maxSteps;

  @Option(names = {"--batch_size", "--batch-size"})
  private @Nullable String batchSize;

  @Option(names = {"--block_size", "--block-size"})
  private @Nullable Integer blockSize;

  @Option(names = {"--gradient_accumulation_steps", "--gradient-accumulation-steps"})
  private @Nullable Integer gradientAccumulationSteps;

  @Option(names = {"--window_start", "--window-start"})
  private @Nullable String windowStart;

  @Option(names = {"--learning_rate", "--learning-rate"})
  private @Nullable Double learningRate;

  @Option(names = {"--min_lr", "--min-lr"})
  private @Nullable Double minLr;

  @Option(names = {"--warmup_steps", "--warmup-steps"})
  private @Nullable Integer warmupSteps;

  @Option(names = {"--weight_decay", "--weight-decay"})
  private @Nullable Double weightDecay;

  @Option(names = "--clip")
  private @Nullable Double clip;

  @Option(names = {"--eval_interval", "--eval-interval"})
  private @Nullable Integer evalInterval;

  @Option(names = {"--eval_batches", "--eval-batches"})
  private @Nullable Integer evalBatches;

  @Option(names = "--patience")
  private int patience;

  @Option(names = {"--target_loss", "--target-loss"})
  private double targetLoss;

  @Option(names = {"--max_minutes", "--max-minutes"})
  private double maxMinutes;

  @Option(names = "--seed")
  private @Nullable Integer seed;

  @Option(names = "--precision")
  private String precision = "auto";

  /** Whether the micro-batch shall be chosen by the memory. */
  boolean largestBatch() {
    return AUTO.equals(batchSize);
  }

  /** The number of steps that was said; null if none was. */
  @Nullable Integer steps() {
    return maxSteps;
  }

  /** The text that was said; null if none was. */
  @Nullable DataSource data() {
    return data.given();
  }

  /** The vocabulary that was said; null if none was. */
  @Nullable String vocabulary() {
    return vocabulary;
  }

  TrainConfig config() {
    return config(Precision.fastest());
  }

  /**
   * The run's configuration.
   *
   * @param usualPrecision if none was said, or {@code auto}
   */
  TrainConfig config(Precision usualPrecision) {
    TrainConfig usual = Recipe.named(recipe).config(ModelPreset.named(preset), data.source());
    return new TrainConfig(
        usual.preset(),
        usual.recipe(),
        usual.data(),
        model(usual.model()),
        batch(usual.batch()),
        schedule(usual.schedule()),
        optimizer(usual.optimizer()),
        new EvaluationPlan(
            or(evalInterval, usual.evaluation().interval()),
            or(evalBatches, usual.evaluation().batches())),
        new StoppingCriteria(patience, targetLoss, maxMinutes),
        or(seed, usual.seed()),
        AUTO.equals(precision) ? usualPrecision : Precision.parse(precision));
  }

  private GemmaConfig model(GemmaConfig usual) {
    if (vocabulary == null) {
      return usual;
    }
    VocabularyChoice choice = VocabularyChoice.parse(vocabulary);
    if (choice == VocabularyChoice.COMPACT && data.source().isTokenFolder()) {
      throw new GemmaException("error.tokens.compact", data.source().name());
    }
    return choice.in(usual);
  }

  private BatchPlan batch(BatchPlan usual) {
    return new BatchPlan(
        batchSize == null || largestBatch() ? usual.batchSize() : windows(batchSize),
        or(blockSize, usual.blockSize()),
        or(gradientAccumulationSteps, usual.gradientAccumulationSteps()),
        windowStart == null ? usual.windowStart() : WindowStart.named(windowStart));
  }

  private static int windows(String text) {
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw new GemmaException(e, "error.train.noNumber", "batch_size", text);
    }
  }

  /** The usual warm-up would be too long for a run that was made short. */
  private LearningRateSchedule schedule(LearningRateSchedule usual) {
    int totalSteps = or(maxSteps, usual.totalSteps());
    int shortWarmup = maxSteps == null ? usual.warmupSteps() : totalSteps / 10;
    return new LearningRateSchedule(
        or(learningRate, usual.maxLearningRate()),
        or(minLr, usual.minLearningRate()),
        or(warmupSteps, Math.min(usual.warmupSteps(), shortWarmup)),
        totalSteps);
  }

  private OptimizerConfig optimizer(OptimizerConfig usual) {
    return new OptimizerConfig(
        usual.beta1(),
        usual.beta2(),
        usual.epsilon(),
        or(weightDecay, usual.weightDecay()),
        usual.decayMatricesOnly(),
        or(clip, usual.maxGradNorm()));
  }

  private static <T> T or(@Nullable T option, T usual) {
    return option == null ? usual : option;
  }
}
