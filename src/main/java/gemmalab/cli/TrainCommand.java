package gemmalab.cli;

import gemmalab.app.Futures;
import gemmalab.app.Lab;
import gemmalab.app.ResumeRequest;
import gemmalab.app.RunNames;
import gemmalab.app.ScheduleChange;
import gemmalab.app.TrainingHandle;
import gemmalab.app.TrainingRequest;
import gemmalab.app.UserFolders;
import gemmalab.tensor.ComputeDevice;
import gemmalab.text.GemmaException;
import gemmalab.train.RunFolder;
import gemmalab.train.TrainConfig;
import gemmalab.train.TrainListener;
import gemmalab.train.tensorboard.TensorBoardLog;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code train}: trains a model on a text, with progress on standard error. */
@Command(name = "train", mixinStandardHelpOptions = true)
@SuppressWarnings("NullAway.Init") // picocli fills the fields
final class TrainCommand implements Callable<Integer> {

  private static final int MOST_MINUTES = 1_000_000;

  @Mixin private TrainOptions options;

  @Option(names = "--output")
  private @Nullable Path output;

  @Mixin private ResumeOptions resume;

  @Option(names = {"--save_minutes", "--save-minutes"})
  private double saveMinutes = 10;

  @Option(names = "--tensorboard")
  private boolean tensorBoard;

  @Option(names = "--force")
  private boolean force;

  @Option(names = "--device")
  private String device = "auto";

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws InterruptedException {
    ComputeDevice where = CommandErrors.fromOptions(spec, () -> ComputeDevice.parse(device));
    CommandErrors.checkOptions(spec, () -> resume.requireMeaning(spec));
    Duration betweenCheckpoints = CommandErrors.fromOptions(spec, this::betweenCheckpoints);
    TrainProgress progress = new TrainProgress(spec.commandLine().getErr(), CliText.of(spec));
    Path run = resume.run() == null ? null : RunNames.find(resume.run());
    Function<Lab, TrainingHandle> beginning =
        run == null ? start(where, progress) : resume(run, where, progress);
    try (Lab lab = Lab.forTerminal()) {
      TrainingHandle training = beginning.apply(lab);
      training.saveEvery(betweenCheckpoints);
      ShutdownHooks.whileAtWork(() -> saveBeforeTheEnd(training), training.end());
      return progress.diverged() ? CommandLineApp.FAILED : CommandLineApp.DONE;
    }
  }

  private Function<Lab, TrainingHandle> start(ComputeDevice where, TrainProgress progress) {
    TrainConfig config = CommandErrors.fromOptions(spec, options::config);
    Path folder = output == null ? RunNames.newFolder(UserFolders.runs(), config.preset()) : output;
    progress.begin(folder, config.schedule().totalSteps());
    TrainingRequest request =
        new TrainingRequest(config, where, options.largestBatch(), force, folder);
    return lab -> {
      TrainingHandle training = lab.training().start(request, listener(folder, progress));
      showPlan(training);
      return training;
    };
  }

  private Function<Lab, TrainingHandle> resume(
      Path run, ComputeDevice where, TrainProgress progress) {
    ResumeRequest request = resume.request(run, where, options.steps(), options.data());
    int steps = request.steps() == null ? stepsOf(run) : request.steps();
    CommandErrors.fromOptions(spec, () -> ScheduleChange.of(request)).ifPresent(this::tell);
    progress.begin(run, steps);
    return lab -> lab.training().resume(request, listener(run, progress));
  }

  private static int stepsOf(Path run) {
    return RunFolder.read(run).config().schedule().totalSteps();
  }

  private void tell(ScheduleChange change) {
    spec.commandLine()
        .getErr()
        .println(
            CliText.of(spec)
                .shared()
                .format(
                    "resume.schedule",
                    change.stepsBefore(),
                    change.steps(),
                    change.next(),
                    String.format(Locale.ROOT, "%.2e", change.nextRate()),
                    String.format(Locale.ROOT, "%.2e", change.lastRate())));
  }

  private void showPlan(TrainingHandle training) {
    PlanView plan = new PlanView(spec.commandLine().getErr(), CliText.of(spec));
    Futures.watch(
        training.plan(),
        (known, fault) -> {
          if (known != null) {
            plan.show(known);
          }
        });
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

  /**
   * Ctrl-C, a closed terminal and a shutdown of the machine end the process only after the run has
   * saved itself, however long that takes; the exit code is then 130 or another of the system's.
   */
  private void saveBeforeTheEnd(TrainingHandle training) {
    PrintWriter err = spec.commandLine().getErr();
    if (!training.state().isOver()) {
      err.println(CliText.of(spec).shared().format("train.saving"));
    }
    training.stop();
    Throwable fault = training.end().handle((done, failure) -> failure).join();
    if (fault != null && !(Futures.cause(fault) instanceof CancellationException)) {
      err.println(
          CliText.of(spec).shared().format("train.unsaved", String.valueOf(fault.getMessage())));
    }
  }
}
