package gemmalab.app;

import gemmalab.app.OpenModel.Origin;
import gemmalab.data.PreparationMonitor;
import gemmalab.model.Gemma3Model;
import gemmalab.tensor.ComputeDevice;
import gemmalab.text.GemmaException;
import gemmalab.train.RunFolder;
import gemmalab.train.TrainConfig;
import gemmalab.train.TrainListener;
import gemmalab.train.TrainSetup;
import gemmalab.train.TrainingRun;
import gemmalab.train.plan.ConfigLint;
import gemmalab.train.plan.RunPlan;
import gemmalab.train.plan.RunPlanner;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Trains models. */
public final class TrainingService {

  private static final double GIGABYTE = 1e9;
  private static final Duration TIME_BETWEEN_CHECKPOINTS = Duration.ofMinutes(10);

  private final Lab lab;

  TrainingService(Lab lab) {
    this.lab = lab;
  }

  /**
   * Starts a run in a new folder.
   *
   * @param listener hears of events on the tensor thread, and must return soon
   */
  public Training start(TrainingRequest request, TrainListener listener) {
    Training training = new Training(lab);
    Futures.watch(
        chooseBatch(request)
            .thenCompose(
                config ->
                    prepare(
                        monitor -> Lesson.begin(config, lab.data(), monitor),
                        request.device(),
                        listener,
                        training))
            .thenCompose(setup -> foretell(setup, request, training))
            .thenCompose(
                setup -> {
                  RunFolder run = RunFolder.create(request.folder(), setup.config());
                  return orLeave(run, lab.call(() -> TrainingRun.start(setup, run)));
                }),
        training::begin);
    return training;
  }

  private CompletableFuture<TrainConfig> chooseBatch(TrainingRequest request) {
    TrainConfig config = request.config();
    return request.largestBatch()
        ? lab.call(() -> new RunPlanner(lab.engine(), request.device()).withLargestBatch(config))
        : CompletableFuture.completedFuture(config);
  }

  /** Says what the run will take before anything of it is on disk. */
  private CompletableFuture<TrainSetup> foretell(
      TrainSetup setup, TrainingRequest request, Training training) {
    return CompletableFuture.supplyAsync(() -> ConfigLint.of(setup.config(), setup.corpus()))
        .thenCompose(
            findings ->
                lab.call(
                    () -> new RunPlanner(lab.engine(), request.device()).plan(setup, findings)))
        .thenApply(
            plan -> {
              training.plan.complete(plan);
              if (!plan.fits() && !request.evenIfTooLarge()) {
                throw new GemmaException(
                    "error.train.memory",
                    plan.memory().total() / GIGABYTE,
                    plan.freeBytes() / GIGABYTE);
              }
              return setup;
            });
  }

  /** Goes on with a run that was stopped or broke off, with its own configuration. */
  public Training resume(Path folder, ComputeDevice device, TrainListener listener) {
    Training training = new Training(lab);
    Futures.watch(
        CompletableFuture.supplyAsync(() -> RunFolder.resume(folder))
            .thenCompose(
                run ->
                    orLeave(
                        run,
                        prepare(
                                monitor -> Lesson.goOn(run, lab.data(), monitor),
                                device,
                                listener,
                                training)
                            .thenCompose(setup -> lab.call(() -> TrainingRun.resume(setup, run))))),
        training::begin);
    return training;
  }

  /** A run that cannot begin leaves its folder to others. */
  private static CompletableFuture<TrainingRun> orLeave(
      RunFolder folder, CompletableFuture<TrainingRun> begun) {
    return begun.whenComplete(
        (started, fault) -> {
          if (fault != null) {
            folder.close();
          }
        });
  }

  /** Reads and encodes the text beside the tensor thread, which may be busy. */
  private CompletableFuture<TrainSetup> prepare(
      Function<PreparationMonitor, Lesson> reading,
      ComputeDevice device,
      TrainListener listener,
      Training training) {
    PreparationMonitor monitor = PreparationMonitor.of(listener::preparing, training::isStopped);
    return CompletableFuture.supplyAsync(() -> reading.apply(monitor))
        .thenCompose(
            lesson ->
                lab.call(
                    () ->
                        new TrainSetup(
                            lesson.config(),
                            lesson.corpus(),
                            lesson.tokenizer(),
                            lab.engine(),
                            device,
                            listener)));
  }

  /** A run that is under way. */
  public static final class Training {
    private final Lab lab;
    private final CompletableFuture<RunPlan> plan = new CompletableFuture<>();
    private final CompletableFuture<OpenModel> model = new CompletableFuture<>();
    private final CompletableFuture<@Nullable Void> end = new CompletableFuture<>();
    private @Nullable TrainingRun run;
    private @Nullable OpenModel held;
    private boolean stopped;
    private boolean paused;
    private boolean queued;
    private Duration betweenCheckpoints = TIME_BETWEEN_CHECKPOINTS;

    private Training(Lab lab) {
      this.lab = lab;
    }

    /** What a new run will take, once that is known; a run that goes on says nothing. */
    public CompletableFuture<RunPlan> plan() {
      return plan;
    }

    /** The model in training, once it is made. The caller closes it. */
    public CompletableFuture<OpenModel> model() {
      return model;
    }

    /** Completes when the run has ended and its files are written. */
    public CompletableFuture<@Nullable Void> end() {
      return end;
    }

    /** Ends the run after the slice in hand, with a checkpoint. */
    public synchronized void stop() {
      stopped = true;
      if (run != null) {
        run.stop();
        proceed(run);
      }
    }

    private synchronized boolean isStopped() {
      return stopped;
    }

    /** Lets the run rest; what it holds stays in memory. */
    public synchronized void pause() {
      paused = true;
      if (run != null) {
        run.pause(true);
      }
    }

    /**
     * Makes a checkpoint at least after that much training, 10 minutes by default, besides those of
     * the evaluations; it changes no number of the run.
     */
    public synchronized void saveEvery(Duration time) {
      betweenCheckpoints = time;
      if (run != null) {
        run.saveEvery(time);
      }
    }

    /** Ends a pause. */
    public synchronized void resume() {
      paused = false;
      if (run != null) {
        run.pause(false);
        proceed(run);
      }
    }

    private synchronized void begin(@Nullable TrainingRun started, @Nullable Throwable fault) {
      if (started == null) {
        Throwable cause = fault == null ? new IllegalStateException("no run") : fault;
        model.completeExceptionally(cause);
        end.completeExceptionally(cause);
        return;
      }
      run = started;
      Gemma3Model weights = started.model();
      String name = started.config().preset();
      OpenModel made =
          new OpenModel(name, Origin.TRAINING, weights, started.tokenizer(), started.folder());
      made.retain(); // by the run, until its end
      held = made;
      model.complete(made);
      if (stopped) {
        started.stop();
      }
      started.pause(paused);
      started.saveEvery(betweenCheckpoints);
      proceed(started);
    }

    /** Gives the run to the tensor thread, unless it stands in the queue already. */
    private void proceed(TrainingRun resting) {
      if (!queued) {
        queued = true;
        Futures.watch(lab.tensors().run(resting), (done, fault) -> rested(resting, fault));
      }
    }

    /** The run lets go of the tensor thread when it is paused, has ended or has failed. */
    private synchronized void rested(TrainingRun resting, @Nullable Throwable fault) {
      queued = false;
      if (fault != null) {
        free(resting);
        end.completeExceptionally(fault);
      } else if (resting.ended()) {
        free(resting);
        end.complete(null);
      } else if (stopped || !paused) {
        proceed(resting); // the pause ended before the run had seen it
      }
    }

    private void free(TrainingRun done) {
      done.leaveFolder(); // at once: whoever hears of the end may go on with the run
      OpenModel made = held;
      lab.tidy(
          () -> {
            done.close();
            if (made != null) {
              made.release();
            }
          });
    }
  }
}
