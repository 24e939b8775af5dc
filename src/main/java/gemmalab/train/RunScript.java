package gemmalab.train;

import gemmalab.data.Batch;
import gemmalab.model.Gemma3Model;
import gemmalab.train.TrainEvent.EndReason;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What happens in a run besides its steps, in order: evaluations, each with a sample and a
 * checkpoint; checkpoints by time; the end. It keeps the progress.
 */
final class RunScript {

  private final TrainSetup setup;
  private final TrainConfig config;
  private final Gemma3Model model;
  private final Trainer trainer;
  private final RunFolder folder;
  private final RunControl control;
  private final RunTurns turns;
  private final List<Batch> validation;
  private final BitsPerCharacter characters;
  private RunProgress progress;
  private RunProgress saved = RunProgress.START; // what the last checkpoint holds

  RunScript(
      TrainSetup setup,
      TrainingText text,
      Gemma3Model model,
      Trainer trainer,
      RunFolder folder,
      RunControl control,
      RunTurns turns,
      RunProgress progress) {
    this.setup = setup;
    this.config = setup.config();
    this.model = model;
    this.trainer = trainer;
    this.folder = folder;
    this.control = control;
    this.turns = turns;
    this.progress = progress;
    validation = text.validation();
    characters = new BitsPerCharacter(setup.corpus().validation(), setup.tokenizer());
  }

  /** The progress of the run. */
  RunProgress progress() {
    return progress;
  }

  /**
   * Does what is due before the next step.
   *
   * @return why there is no next step; null if there is one
   * @throws StopRequested if a stop was requested
   */
  @Nullable EndReason beforeStep() {
    count();
    if (isCheckpointDue()) {
      saveCheckpoint();
    }
    EndReason end = reasonToEnd();
    boolean evaluationDue = end != null || progress.step() % config.evaluation().interval() == 0;
    if (!evaluationDue || progress.isEvaluated()) {
      return end;
    }
    if (!evaluate()) {
      return EndReason.DIVERGED; // before these weights take the place of good ones
    }
    writeSample();
    saveCheckpoint();
    return reasonToEnd();
  }

  private @Nullable EndReason reasonToEnd() {
    boolean done = progress.step() >= config.schedule().totalSteps();
    return done ? EndReason.FINISHED : config.stop().end(progress);
  }

  /**
   * Reports a step.
   *
   * @param finite whether loss and gradients were finite, so that the weights were updated
   */
  void afterStep(double loss, double learningRate, double gradNorm, boolean finite) {
    double seconds = count();
    int number = progress.step() + 1;
    long tokens = config.batch().tokensPerStep();
    if (finite) {
      progress = progress.afterStep(tokens);
    }
    tell(
        new TrainEvent.Step(
            number,
            progress.tokens(),
            progress.elapsedSeconds(),
            loss,
            learningRate,
            gradNorm,
            tokens / seconds));
  }

  /** False if the loss is not a number. */
  private boolean evaluate() {
    List<Double> losses = new ArrayList<>();
    for (Batch batch : validation) {
      losses.add(turns.call(() -> trainer.evaluate(batch)));
    }
    count();
    Evaluation evaluation = new Evaluation(losses);
    progress = progress.evaluated(evaluation);
    tell(
        new TrainEvent.Evaluated(
            progress.step(),
            progress.tokens(),
            progress.elapsedSeconds(),
            evaluation.mean(),
            evaluation.standardError(),
            characters.bitsPerCharacter(evaluation.mean())));
    return Double.isFinite(evaluation.mean());
  }

  /** Runs to its end even if a stop is requested: a sample belongs to its evaluation. */
  private void writeSample() {
    SampleText sample = new SampleText(model, setup.engine().kernels(), setup.tokenizer());
    String text = sample.write(turns.toTheEnd());
    count();
    tell(
        new TrainEvent.Sampled(
            progress.step(), progress.tokens(), progress.elapsedSeconds(), text));
  }

  /** Reports the end; the checkpoints of a diverged run stay as they are. */
  void end(EndReason reason) {
    count();
    if (reason != EndReason.DIVERGED) {
      saveCheckpoint();
    }
    tell(
        new TrainEvent.Ended(
            progress.step(), progress.tokens(), progress.elapsedSeconds(), reason));
  }

  private boolean isCheckpointDue() {
    double unsaved = progress.elapsedSeconds() - saved.elapsedSeconds();
    return unsaved >= control.betweenCheckpoints().toMillis() / 1e3 && !isSaved();
  }

  /** Whether the last checkpoint has the current weights and progress. */
  private boolean isSaved() {
    return folder.checkpoints().exist()
        && progress.step() == saved.step()
        && progress.isEvaluated() == saved.isEvaluated();
  }

  private void saveCheckpoint() {
    if (!isSaved()) {
      progress = progress.withEventsBytes(folder.events().sync());
      turns.count(() -> folder.checkpoints().saveLast(contents(), trainer.optimizer()));
      checkpointDone();
    }
  }

  private CheckpointContents contents() {
    return new CheckpointContents(model, setup.tokenizer(), progress, turns.toTheEnd());
  }

  /**
   * What follows a checkpoint. The best one follows the last one, never the other way round: so a
   * run that is killed between the two finds the best weights in its last checkpoint, and no best
   * one is ever of a future that a resumed run has yet to reach.
   */
  void checkpointDone() {
    saved = progress;
    if (progress.isEvaluated()) {
      turns.count(() -> folder.intermediateCheckpoints().save(contents()));
    }
    tell(saved(RunCheckpoints.LAST));
    if (progress.isBest()) {
      if (folder.checkpoints().bestStep() != progress.step()) {
        turns.count(() -> folder.checkpoints().saveBest(contents()));
      }
      tell(saved(RunCheckpoints.BEST));
    }
    count();
  }

  private TrainEvent saved(String checkpoint) {
    return new TrainEvent.Saved(
        progress.step(), progress.tokens(), progress.elapsedSeconds(), checkpoint);
  }

  private void tell(TrainEvent event) {
    folder.events().append(event);
    setup.listener().on(event);
  }

  /** Adds the work since the last call to the run's time; returns its seconds. */
  private double count() {
    double seconds = turns.takeSeconds();
    progress = progress.after(seconds);
    return seconds;
  }
}
