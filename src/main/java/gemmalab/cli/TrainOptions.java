package gemmalab.cli;

import gemmalab.data.WindowStart;
import gemmalab.data.source.DataSource;
import gemmalab.model.GemmaConfig;
import gemmalab.model.Preset;
import gemmalab.tensor.Precision;
import gemmalab.text.GemmaException;
import gemmalab.train.BatchPlan;
import gemmalab.train.EvaluationPlan;
import gemmalab.train.LearningRateSchedule;
import gemmalab.train.OptimizerConfig;
import gemmalab.train.Recipe;
import gemmalab.train.StopRules;
import gemmalab.train.TrainConfig;
import gemmalab.train.VocabularyChoice;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The numbers of a run; what is left out is the recipe's. */
@SuppressWarnings("NullAway.Init") // picocli fills the fields
final class TrainOptions {

  private static final String AUTO = "auto";

  @Option(names = "--preset", description = "nano (default), mini or gemma3-270m.")
  private String preset = "nano";

  @Option(
      names = "--recipe",
      description = "sound (default), or faithful: the original's numbers, odd as they are.")
  private String recipe = "sound";

  @Mixin private DataOptions data;

  @Option(
      names = "--vocabulary",
      description =
          "compact: the GPT-2 tokens that the text uses (default of nano and mini), or full.")
  private @Nullable String vocabulary;

  @Option(
      names = {"--max_steps", "--max-steps"},
      description = "Updates of the weights.")
  private @Nullable Integer maxSteps;

  @Option(
      names = {"--batch_size", "--batch-size"},
      description = "Windows in a micro-batch, or auto: as many as fit well into memory.")
  private @Nullable String batchSize;

  @Option(
      names = {"--block_size", "--block-size"},
      description = "Tokens in a window.")
  private @Nullable Integer blockSize;

  @Option(
      names = {"--gradient_accumulation_steps", "--gradient-accumulation-steps"},
      description = "Micro-batches in an update.")
  private @Nullable Integer gradientAccumulationSteps;

  @Option(
      names = {"--window_start", "--window-start"},
      description =
          "document (default of the sound recipe): where one begins, if near; or anywhere.")
  private @Nullable String windowStart;

  @Option(
      names = {"--learning_rate", "--learning-rate"},
      description = "The peak.")
  private @Nullable Double learningRate;

  @Option(
      names = {"--min_lr", "--min-lr"},
      description = "The floor.")
  private @Nullable Double minLr;

  @Option(
      names = {"--warmup_steps", "--warmup-steps"},
      description = "Updates until the peak.")
  private @Nullable Integer warmupSteps;

  @Option(
      names = {"--weight_decay", "--weight-decay"},
      description = "Of matrices; in the faithful recipe of norms too.")
  private @Nullable Double weightDecay;

  @Option(names = "--clip", description = "Largest norm of the gradients.")
  private @Nullable Double clip;

  @Option(
      names = {"--eval_interval", "--eval-interval"},
      description = "Updates between evaluations.")
  private @Nullable Integer evalInterval;

  @Option(
      names = {"--eval_batches", "--eval-batches"},
      description = "Batches of an evaluation.")
  private @Nullable Integer evalBatches;

  @Option(names = "--patience", description = "Stop after so many evaluations without a new best.")
  private int patience;

  @Option(
      names = {"--target_loss", "--target-loss"},
      description = "Stop once the validation loss is as low.")
  private double targetLoss;

  @Option(
      names = {"--max_minutes", "--max-minutes"},
      description = "Stop after so much training.")
  private double maxMinutes;

  @Option(names = "--seed", description = "Of weights and batches (default 42).")
  private @Nullable Integer seed;

  @Option(
      names = "--precision",
      description = "bf16 or fp32 matrix products (default auto: the faster here).")
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

  TrainConfig config() {
    TrainConfig usual = Recipe.named(recipe).config(Preset.named(preset), data.source());
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
        new StopRules(patience, targetLoss, maxMinutes),
        or(seed, usual.seed()),
        Precision.parse(precision));
  }

  private GemmaConfig model(GemmaConfig usual) {
    return vocabulary == null ? usual : VocabularyChoice.parse(vocabulary).in(usual);
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
    int updates = or(maxSteps, usual.updates());
    int shortWarmup = maxSteps == null ? usual.warmupUpdates() : updates / 10;
    return new LearningRateSchedule(
        or(learningRate, usual.peak()),
        or(minLr, usual.floor()),
        or(warmupSteps, Math.min(usual.warmupUpdates(), shortWarmup)),
        updates);
  }

  private OptimizerConfig optimizer(OptimizerConfig usual) {
    return new OptimizerConfig(
        usual.beta1(),
        usual.beta2(),
        usual.epsilon(),
        or(weightDecay, usual.weightDecay()),
        usual.decayMatricesOnly(),
        or(clip, usual.clipNorm()));
  }

  private static <T> T or(@Nullable T option, T usual) {
    return option == null ? usual : option;
  }
}
