package gemmalab.train;

import gemmalab.model.Gemma3Model;
import gemmalab.tensor.TensorTurns;
import gemmalab.tokenizer.Tokenizer;
import gemmalab.train.TrainEvent.EndReason;

/**
 * A run from its first step to its last, on its own thread. It owns the optimizer; the model stays
 * usable after the run is closed.
 */
public final class TrainingRun implements AutoCloseable {

  private final TrainSetup setup;
  private final Gemma3Model model;
  private final Trainer trainer;
  private final RunScript script;
  private final TrainingLoop loop;
  private final TensorTurns turns;

  private TrainingRun(
      TrainSetup setup,
      Gemma3Model model,
      Trainer trainer,
      RunFolder folder,
      RunControl control,
      RunTurns turns,
      RunProgress progress) {
    this.setup = setup;
    this.model = model;
    this.trainer = trainer;
    this.turns = turns.toTheEnd();
    TrainConfig config = setup.config();
    TrainingText text = new TrainingText(config, setup.corpus(), setup.tokenizer().endOfText());
    script = new RunScript(setup, text, model, trainer, folder, control, turns, progress);
    loop = new TrainingLoop(config, text, trainer, turns, script);
  }

  /** Starts a run with random weights in a new folder. */
  public static TrainingRun start(
      TrainSetup setup, RunFolder folder, RunControl control, RunTurns turns) {
    Gemma3Model model = turns.toTheEnd().call(setup::newModel);
    return of(setup, model, folder, control, turns, RunProgress.START);
  }

  /**
   * Resumes from the last checkpoint of a folder, or starts again if the run was killed before the
   * first one.
   */
  public static TrainingRun resume(
      TrainSetup setup, RunFolder folder, RunControl control, RunTurns turns) {
    RunCheckpoints checkpoints = folder.checkpoints();
    if (!checkpoints.exist()) {
      folder.events().cutTo(0);
      return start(setup, folder, control, turns);
    }
    RunProgress progress = checkpoints.progress();
    Gemma3Model model =
        turns
            .toTheEnd()
            .call(() -> checkpoints.loadLast(setup.engine().newManager(setup.device())));
    TrainingRun run = of(setup, model, folder, control, turns, progress);
    try {
      checkpoints.loadOptimizer(run.trainer.optimizer(), model.manager(), run.turns);
      folder.events().cutTo(progress.eventsBytes());
      setup.listener().history(folder.events().read());
      run.script.checkpointDone(); // the line of the checkpoint itself was cut off
      return run;
    } catch (RuntimeException | Error e) {
      run.close();
      run.turns.run(model::close);
      throw e;
    }
  }

  private static TrainingRun of(
      TrainSetup setup,
      Gemma3Model model,
      RunFolder folder,
      RunControl control,
      RunTurns turns,
      RunProgress progress) {
    try {
      Trainer trainer = turns.toTheEnd().call(() -> setup.newTrainer(model));
      return new TrainingRun(setup, model, trainer, folder, control, turns, progress);
    } catch (RuntimeException | Error e) {
      turns.toTheEnd().run(model::close); // as when the memory does not do for its moments
      throw e;
    }
  }

  /** Trains to the end, or until a stop is requested; either way it saves a checkpoint. */
  public EndReason run() {
    EndReason reason;
    try {
      reason = loop.run();
    } catch (StopRequested e) {
      reason = EndReason.STOPPED;
    }
    script.end(reason);
    return reason;
  }

  public Tokenizer tokenizer() {
    return setup.tokenizer();
  }

  /** The current weights; use them on the tensor thread. */
  public Gemma3Model model() {
    return model;
  }

  /** Frees the optimizer. */
  @Override
  public void close() {
    turns.run(trainer::close);
  }
}
