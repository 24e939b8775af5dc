package gemmalab.train;

import gemmalab.data.Batch;
import gemmalab.train.TrainEvent.EndReason;
import org.jspecify.annotations.Nullable;

/**
 * The training loop: forward, backward, clip, step. {@link RunScript} does everything else. Each
 * call of {@code turns} is a slice of the tensor thread's time.
 */
final class TrainingLoop {

  private final TrainConfig config;
  private final TrainingText text;
  private final Trainer trainer;
  private final RunTurns turns;
  private final RunScript script;

  TrainingLoop(
      TrainConfig config, TrainingText text, Trainer trainer, RunTurns turns, RunScript script) {
    this.config = config;
    this.text = text;
    this.trainer = trainer;
    this.turns = turns;
    this.script = script;
  }

  /**
   * Trains until the script gives a reason to end.
   *
   * @throws StopRequested if a stop was requested
   */
  EndReason run() {
    EndReason end = script.beforeStep();
    while (end == null) {
      end = step(script.progress().step());
      if (end == null) {
        end = script.beforeStep();
      }
    }
    return end;
  }

  /**
   * One step.
   *
   * @param done number of steps before this one
   * @return why training cannot continue; null if it can
   */
  private @Nullable EndReason step(int done) {
    int microBatches = config.batch().gradientAccumulationSteps();
    double share = 1.0 / microBatches;
    double loss = 0;
    for (int i = 0; i < microBatches; i++) {
      Batch batch = text.training((long) done * microBatches + i);
      loss += share * turns.call(() -> trainer.forwardBackward(batch, share));
    }
    double norm = turns.call(trainer::gradNorm);
    double rate = config.schedule().at(done);
    boolean finite = Double.isFinite(loss) && Double.isFinite(norm);
    if (finite) {
      turns.run(() -> trainer.step(rate, done + 1L, norm));
    }
    script.afterStep(loss, rate, norm, finite);
    return finite ? null : EndReason.DIVERGED;
  }
}
