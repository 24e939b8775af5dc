package gemmalab.cli;

import gemmalab.data.PreparationProgress;
import gemmalab.train.TrainEvent;
import gemmalab.train.TrainListener;
import gemmalab.train.TrainingPace;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Tells a terminal how a run goes: a line every two seconds, and one for each evaluation. */
final class TrainProgress implements TrainListener {

  private static final long NANOS_BETWEEN_LINES = 2_000_000_000L;

  private final PrintWriter err;
  private final CliText text;
  private final PreparationView preparation;
  private TrainingPace pace = new TrainingPace(0);
  private @Nullable Path begun;
  private long lastLine;
  private TrainEvent.@Nullable Step last;
  private double lastLoss;
  private boolean diverged;

  TrainProgress(PrintWriter err, CliText text) {
    this.err = err;
    this.text = text;
    this.preparation = new PreparationView(err, text);
  }

  void begin(Path folder, int steps) {
    pace = new TrainingPace(steps);
    begun = folder;
  }

  boolean diverged() {
    return diverged;
  }

  @Override
  public void preparing(PreparationProgress progress) {
    preparation.on(progress);
  }

  @Override
  public void on(TrainEvent event) {
    if (begun != null) { // not before: a run that cannot start has no folder
      say("train.run", begun);
      begun = null;
    }
    if (event instanceof TrainEvent.Step step) {
      last = step;
      lastLoss = step.trainLoss();
      pace.on(step);
      show(step);
    } else if (event instanceof TrainEvent.Evaluated evaluated) {
      lastLoss = evaluated.valLoss();
      say(
          "train.evaluated",
          evaluated.step(),
          evaluated.valLoss(),
          evaluated.valLossStderr(),
          evaluated.valBitsPerCharacter());
    } else if (event instanceof TrainEvent.Sampled sampled) {
      err.println("  " + sampled.text().replace("\n", "\n  "));
    } else if (event instanceof TrainEvent.Ended ended) {
      if (ended.reason() == TrainEvent.EndReason.DIVERGED && last != null) {
        diverged = true;
        err.println(text.error(last.divergence(lastLoss)));
      }
      say(
          "train.ended",
          text.word("run.end", ended.reason()),
          ended.step(),
          ended.tokens(),
          text.duration(ended.elapsedSeconds()));
    }
  }

  private void show(TrainEvent.Step step) {
    long now = System.nanoTime();
    if (now - lastLine > NANOS_BETWEEN_LINES || step.step() == pace.totalSteps()) {
      lastLine = now;
      say(
          "train.step",
          step.step(),
          pace.totalSteps(),
          step.trainLoss(),
          String.format(Locale.ENGLISH, "%.2e", step.learningRate()),
          step.gradNorm(),
          pace.tokensPerSecond(),
          text.duration(pace.secondsLeft()));
    }
  }

  private void say(String key, Object... values) {
    err.println(text.format(key, values));
  }
}
