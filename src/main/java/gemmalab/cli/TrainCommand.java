package gemmalab.cli;

import gemmalab.app.Futures;
import gemmalab.app.Lab;
import gemmalab.app.TrainingService.Training;
import gemmalab.model.GemmaConfig;
import gemmalab.model.Preset;
import gemmalab.tensor.ComputeDevice;
import gemmalab.tensor.Precision;
import gemmalab.text.GemmaException;
import gemmalab.train.BatchPlan;
import gemmalab.train.EvaluationPlan;
import gemmalab.train.LearningRateSchedule;
import gemmalab.train.OptimizerConfig;
import gemmalab.train.RunFolder;
import gemmalab.train.TrainConfig;
import gemmalab.train.TrainListener;
import gemmalab.train.VocabularyChoice;
import gemmalab.train.tensorboard.TensorBoardLog;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code train}: trains a model on a text, with progress on standard error. */
@Command(
    name = "train",
    description = "Train a model. Options that are left out have the preset's values.",
    mixinStandardHelpOptions = true)
@SuppressWarnings("NullAway.Init") // picocli fills the fields
final class TrainCommand implements Callable<Integer> {

  private static final DateTimeFormatter RUN_NAME =
      DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT);
  private static final int SECONDS_TO_SAVE = 60;

  @Option(names = "--preset", description = "nano (default), mini or gemma3-270m.")
  private String preset = "nano";

  @Mixin private DataOptions data;

  @Option(
      names = "--vocabulary",
      description =
          "compact: the GPT-2 tokens that the text uses (default of nano and mini), or full.")
  private @Nullable String vocabulary;

  @Option(names = "--output", description = "A new folder for the run (default: runs/...).")
  private @Nullable Path output;

  @Option(names = "--resume", description = "Go on with the run in this folder.")
  private @Nullable Path resume;

  @Option(
      names = {"--max_steps", "--max-steps"},
      description = "Updates of the weights.")
  private @Nullable Integer maxSteps;

  @Option(
      names = {"--batch_size", "--batch-size"},
      description = "Windows in a micro-batch.")
  private @Nullable Integer batchSize;

  @Option(
      names = {"--block_size", "--block-size"},
      description = "Tokens in a window.")
  private @Nullable Integer blockSize;

  @Option(
      names = {"--gradient_accumulation_steps", "--gradient-accumulation-steps"},
      description = "Micro-batches in an update.")
  private @Nullable Integer gradientAccumulationSteps;

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
      description = "Of matrices.")
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

  @Option(names = "--seed", description = "Of weights and batches (default 42).")
  private @Nullable Integer seed;

  @Option(
      names = {"--save_minutes", "--save-minutes"},
      description = "A checkpoint at least after so much training (default 10).")
  private double saveMinutes = 10;

  @Option(names = "--tensorboard", description = "Also write event files for TensorBoard.")
  private boolean tensorBoard;

  @Option(names = "--precision", description = "bf16 (default) or fp32 matrix products.")
  private String precision = "bf16";

  @Option(names = "--device", description = "auto (default), cpu or cuda.")
  private String device = "auto";

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws InterruptedException {
    ComputeDevice where = Faults.fromOptions(spec, () -> ComputeDevice.parse(device));
    TrainConfig config = Faults.fromOptions(spec, this::config);
    Duration betweenCheckpoints = Faults.fromOptions(spec, this::betweenCheckpoints);
    try (Lab lab = Lab.forTerminal()) {
      TrainProgress progress = new TrainProgress(spec.commandLine().getErr());
      Training training = begin(lab, config, where, progress);
      training.saveEvery(betweenCheckpoints);
      Thread saveOnInterrupt = new Thread(() -> stopAndSave(training));
      Runtime.getRuntime().addShutdownHook(saveOnInterrupt);
      try {
        Futures.await(training.end());
      } finally {
        ShutdownHooks.forget(saveOnInterrupt);
      }
      return progress.diverged() ? CommandLineApp.FAILED : CommandLineApp.DONE;
    }
  }

  private Training begin(Lab lab, TrainConfig config, ComputeDevice where, TrainProgress progress) {
    if (resume != null) {
      progress.begin(resume, RunFolder.read(resume).config().schedule().updates());
      return lab.training().resume(resume, where, listener(resume, progress));
    }
    String name =
        config.preset() + "-" + RUN_NAME.format(LocalDateTime.now(ZoneId.systemDefault()));
    Path folder = output == null ? Path.of("runs", name) : output;
    progress.begin(folder, config.schedule().updates());
    return lab.training().start(config, where, folder, listener(folder, progress));
  }

  /** A run that was begun with event files for TensorBoard goes on with them. */
  private TrainListener listener(Path folder, TrainProgress progress) {
    Path board = RunFolder.tensorBoard(folder);
    if (!tensorBoard && !Files.exists(board)) {
      return progress;
    }
    TensorBoardLog log = new TensorBoardLog(board);
    return event -> {
      progress.on(event);
      log.on(event);
    };
  }

  private Duration betweenCheckpoints() {
    if (!(saveMinutes > 0)) {
      throw new GemmaException("error.train.notPositive", "save_minutes", saveMinutes);
    }
    return Duration.ofMillis((long) (saveMinutes * 60_000));
  }

  /** Ctrl-C ends the process only after the run has saved itself; the exit code is then 130. */
  private static void stopAndSave(Training training) {
    training.stop();
    try {
      training.end().get(SECONDS_TO_SAVE, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (CancellationException e) {
      // it had not begun
    } catch (ExecutionException | TimeoutException e) {
      System.err.println("The run could not be saved: " + e.getMessage());
    }
  }

  private TrainConfig config() {
    TrainConfig byDefault = TrainConfig.of(Preset.named(preset), data.source());
    BatchPlan batch = byDefault.batch();
    LearningRateSchedule schedule = byDefault.schedule();
    OptimizerConfig optimizer = byDefault.optimizer();
    EvaluationPlan evaluation = byDefault.evaluation();
    int updates = or(maxSteps, schedule.updates());
    return new TrainConfig(
        byDefault.preset(),
        byDefault.data(),
        model(byDefault.model()),
        new BatchPlan(
            or(batchSize, batch.batchSize()),
            or(blockSize, batch.blockSize()),
            or(gradientAccumulationSteps, batch.gradientAccumulationSteps())),
        new LearningRateSchedule(
            or(learningRate, schedule.peak()),
            or(minLr, schedule.floor()),
            or(warmupSteps, Math.min(schedule.warmupUpdates(), updates / 10)),
            updates),
        new OptimizerConfig(
            optimizer.beta1(),
            optimizer.beta2(),
            optimizer.epsilon(),
            or(weightDecay, optimizer.weightDecay()),
            optimizer.decayMatricesOnly(),
            or(clip, optimizer.clipNorm())),
        new EvaluationPlan(
            or(evalInterval, evaluation.interval()), or(evalBatches, evaluation.batches())),
        or(seed, byDefault.seed()),
        Precision.parse(precision));
  }

  private GemmaConfig model(GemmaConfig byDefault) {
    return vocabulary == null ? byDefault : VocabularyChoice.parse(vocabulary).in(byDefault);
  }

  private static <T> T or(@Nullable T option, T byDefault) {
    return option == null ? byDefault : option;
  }
}
