package gemmalab.ui.training;

import gemmalab.train.TrainConfig;
import gemmalab.train.TrainEvent;
import gemmalab.train.TrainingPace;

/** The numbers of a run at one moment; NaN where there is none yet. */
public record TrainingNumbers(
    String preset,
    int step,
    int steps,
    double trainLoss,
    double valLoss,
    double learningRate,
    double tokensPerSecond,
    double secondsLeft) {

  /** Before the first run. */
  static final TrainingNumbers NONE =
      new TrainingNumbers("", 0, 0, Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN);

  static TrainingNumbers start(TrainConfig config) {
    return new TrainingNumbers(
        config.preset(),
        0,
        config.schedule().totalSteps(),
        Double.NaN,
        Double.NaN,
        Double.NaN,
        Double.NaN,
        Double.NaN);
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
        pace.secondsLeft());
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
        secondsLeft);
  }
}
