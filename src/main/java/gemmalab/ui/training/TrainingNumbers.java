package gemmalab.ui.training;

import gemmalab.train.TrainConfig;
import gemmalab.train.TrainEvent;
import gemmalab.train.TrainingPace;

/**
 * The numbers of a run at one moment; NaN where there is none yet.
 *
 * @param over whether nobody trains it any more
 */
public record TrainingNumbers(
    String preset,
    int step,
    int steps,
    double trainLoss,
    double valLoss,
    double learningRate,
    double tokensPerSecond,
    double elapsedSeconds,
    double secondsLeft,
    boolean over) {

  /** Before the first run. */
  static final TrainingNumbers NONE = begin("", 0);

  static TrainingNumbers start(TrainConfig config) {
    return begin(config.preset(), config.schedule().totalSteps());
  }

  private static TrainingNumbers begin(String preset, int steps) {
    double none = Double.NaN;
    return new TrainingNumbers(preset, 0, steps, none, none, none, none, none, none, false);
  }

  /** Share of the run that is done, 0 to 1. */
  public double progress() {
    return steps == 0 ? 0 : (double) step / steps;
  }

  TrainingNumbers after(TrainEvent.Step step, TrainingPace pace) {
    return new TrainingNumbers(
        preset,
        step.step(),
        steps,
        step.trainLoss(),
        valLoss,
        step.learningRate(),
        pace.tokensPerSecond(),
        step.elapsedSeconds(),
        pace.secondsLeft(),
        over);
  }

  TrainingNumbers after(TrainEvent.Evaluated evaluated) {
    return new TrainingNumbers(
        preset,
        step,
        steps,
        trainLoss,
        evaluated.valLoss(),
        learningRate,
        tokensPerSecond,
        elapsedSeconds,
        secondsLeft,
        over);
  }

  TrainingNumbers atTheEnd() {
    return new TrainingNumbers(
        preset,
        step,
        steps,
        trainLoss,
        valLoss,
        learningRate,
        tokensPerSecond,
        elapsedSeconds,
        secondsLeft,
        true);
  }
}
