package gemmalab.app;

import gemmalab.app.OpenModel.Origin;
import gemmalab.tensor.TensorExecutor;
import gemmalab.tensor.TensorTurns;
import gemmalab.train.RunControl;
import gemmalab.train.RunFolder;
import gemmalab.train.RunTurns;
import gemmalab.train.TrainSetup;
import gemmalab.train.TrainingRun;
import gemmalab.train.plan.RunPlan;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * A run under way, from its preparations to its end, on a thread of its own. That thread alone
 * makes and frees what the run holds: its folder's lock, its optimizer, its share of the model.
 * Others only ask, through {@link RunControl}.
 */
public final class TrainingHandle {

  private final RunControl control = new RunControl();
  private final TensorTurns turns;
  private final RunTurns own;
  private final CompletableFuture<RunPlan> plan = new CompletableFuture<>();
  private final CompletableFuture<OpenModel> model = new CompletableFuture<>();
  private final CompletableFuture<@Nullable Void> end = new CompletableFuture<>();

  /** Prepares a run: reads its text, foretells it, opens its folder. */
  interface Beginning {
    Begun begin(TrainingHandle training);
  }

  /** What a prepared run starts with. */
  record Begun(TrainSetup setup, RunFolder folder, boolean isNew) {}

  TrainingHandle(TensorExecutor tensors) {
    turns = tensors.turns();
    own = new RunTurns(turns, control);
  }

  /** What a new run will take, once that is known; a run that goes on says nothing. */
  public CompletableFuture<RunPlan> plan() {
    return plan;
  }

  /** The model in training, once it is made. The caller closes it. */
  public CompletableFuture<OpenModel> model() {
    return model;
  }

  /** Completes when the run has ended, its files are written and nothing of it is held. */
  public CompletableFuture<@Nullable Void> end() {
    return end;
  }

  public RunControl.State state() {
    return control.state();
  }

  /** Ends the run after the slice in hand, with a checkpoint. */
  public void stop() {
    control.stop();
  }

  /** Lets the run rest; what it holds stays in memory. */
  public void pause() {
    control.pause();
  }

  /** Ends a pause. */
  public void resume() {
    control.resume();
  }

  /**
   * Makes a checkpoint at least after that much training, 10 minutes by default, besides those of
   * the evaluations; it changes no number of the run.
   */
  public void saveEvery(Duration time) {
    control.saveEvery(time);
  }

  RunControl control() {
    return control;
  }

  /** The turns of its preparations; they end when the run is stopped. */
  TensorTurns turns() {
    return own;
  }

  void begin(Beginning beginning, Executor thread) {
    thread.execute(() -> work(beginning));
  }

  @SuppressWarnings("IllegalCatch") // whatever it is, whoever waits must hear of it
  private void work(Beginning beginning) {
    try {
      run(beginning);
      control.end();
      end.complete(null);
    } catch (Throwable fault) {
      if (fault instanceof CancellationException) { // it was stopped before it had begun
        control.end();
      } else {
        control.fail();
      }
      plan.completeExceptionally(fault);
      model.completeExceptionally(fault);
      end.completeExceptionally(fault);
    }
  }

  private void run(Beginning beginning) {
    Begun begun = beginning.begin(this);
    try (RunFolder folder = begun.folder();
        TrainingRun run = made(begun)) {
      OpenModel open =
          new OpenModel(
              begun.setup().config().preset(),
              Origin.TRAINING,
              run.model(),
              run.tokenizer(),
              folder.path());
      open.retain(); // by the run, beside whoever takes it
      try {
        model.complete(open);
        control.begin();
        run.run();
      } finally {
        turns.run(open::release);
      }
    }
  }

  private TrainingRun made(Begun begun) {
    return begun.isNew()
        ? TrainingRun.start(begun.setup(), begun.folder(), control, own)
        : TrainingRun.resume(begun.setup(), begun.folder(), control, own);
  }
}
