package gemmalab.cli;

import gemmalab.app.Futures;
import gemmalab.app.Lab;
import gemmalab.app.RunNames;
import gemmalab.app.TrainingRequest;
import gemmalab.app.TrainingService.Training;
import gemmalab.app.UserFolders;
import gemmalab.tensor.ComputeDevice;
import gemmalab.text.GemmaException;
import gemmalab.train.RunFolder;
import gemmalab.train.TrainConfig;
import gemmalab.train.TrainListener;
import gemmalab.train.tensorboard.TensorBoardLog;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
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
    description = "Train a model. Options that are left out have the recipe's values.",
    mixinStandardHelpOptions = true)
@SuppressWarnings("NullAway.Init") // picocli fills the fields
final class TrainCommand implements Callable<Integer> {

  private static final int SECONDS_TO_SAVE = 60;
  private static final int MOST_MINUTES = 1_000_000;

  @Mixin private TrainOptions options;

  @Option(
      names = "--output",
      description = "A new folder for the run (default: ~/GemmaLab/runs/...).")
  private @Nullable Path output;

  @Option(names = "--resume", description = "Go on with the run in this folder.")
  private @Nullable Path resume;

  @Option(
      names = {"--save_minutes", "--save-minutes"},
      description = "A checkpoint at least after so much training (default 10).")
  private double saveMinutes = 10;

  @Option(names = "--tensorboard", description = "Also write event files for TensorBoard.")
  private boolean tensorBoard;

  @Option(names = "--force", description = "Train although the memory will probably not do.")
  private boolean force;

  @Option(names = "--device", description = "auto (default), cpu or cuda.")
  private String device = "auto";

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws InterruptedException {
    ComputeDevice where = Faults.fromOptions(spec, () -> ComputeDevice.parse(device));
    TrainConfig config = Faults.fromOptions(spec, options::config);
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
    Path folder = output == null ? RunNames.newFolder(UserFolders.runs(), config.preset()) : output;
    progress.begin(folder, config.schedule().updates());
    Training training =
        lab.training()
            .start(
                new TrainingRequest(config, where, options.largestBatch(), force, folder),
                listener(folder, progress));
    PlanView plan = new PlanView(spec.commandLine().getErr());
    Futures.watch(
        training.plan(),
        (known, fault) -> {
          if (known != null) {
            plan.show(known);
          }
        });
    return training;
  }

  /** A run that was begun with event files for TensorBoard goes on with them. */
  private TrainListener listener(Path folder, TrainProgress progress) {
    Path board = RunFolder.tensorBoard(folder);
    if (!tensorBoard && !Files.exists(board)) {
      return progress;
    }
    return TrainListener.both(progress, new TensorBoardLog(board));
  }

  private Duration betweenCheckpoints() {
    if (!(saveMinutes > 0)) {
      throw new GemmaException("error.train.notPositive", "save_minutes", saveMinutes);
    }
    if (saveMinutes > MOST_MINUTES) {
      throw new GemmaException("error.option.range", "save_minutes", saveMinutes, 0, MOST_MINUTES);
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
}
