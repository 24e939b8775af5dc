package gemmalab.ui.training;

import gemmalab.train.TrainConfig;
import gemmalab.train.TrainEvent;
import gemmalab.train.TrainListener;
import gemmalab.train.TrainingPace;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/**
 * What is seen of a run: its numbers, curves and texts. Its events come from the run's thread and
 * are drained once a frame.
 */
public final class WatchedRun {

  /** A text that the model wrote at an evaluation. */
  public record Sample(int step, String text) {}

  private final Queue<TrainEvent> events = new ConcurrentLinkedQueue<>();
  private final Consumer<Throwable> errors;
  private final ReadOnlyObjectWrapper<TrainingNumbers> numbers =
      new ReadOnlyObjectWrapper<>(TrainingNumbers.NONE);
  private final ReadOnlyIntegerWrapper curveVersion = new ReadOnlyIntegerWrapper();
  private final ReadOnlyIntegerWrapper checkpoints = new ReadOnlyIntegerWrapper();
  private final LossHistory trainLoss = new LossHistory();
  private final LossHistory validationLoss = new LossHistory();
  private final ObservableList<Sample> samples = FXCollections.observableArrayList();
  private TrainingPace pace = new TrainingPace(0);
  private TrainEvent.@Nullable Step lastStep;
  private TrainEvent.@Nullable Evaluated lastEvaluated;
  private double lastLoss;

  /**
   * Sees nothing yet.
   *
   * @param errors hears of a divergence
   */
  WatchedRun(Consumer<Throwable> errors) {
    this.errors = errors;
  }

  /** A run of which all has happened that will be shown. */
  static WatchedRun of(TrainConfig config, List<TrainEvent> events) {
    WatchedRun run = new WatchedRun(fault -> {}); // its state says that it diverged
    run.watch(config).history(events);
    run.drain();
    return run;
  }

  public ReadOnlyObjectProperty<TrainingNumbers> numbers() {
    return numbers.getReadOnlyProperty();
  }

  /** Counts the frames that changed a curve. */
  public ReadOnlyIntegerProperty curveVersion() {
    return curveVersion.getReadOnlyProperty();
  }

  /** Counts the checkpoints that were saved. */
  public ReadOnlyIntegerProperty checkpoints() {
    return checkpoints.getReadOnlyProperty();
  }

  public LossHistory trainLoss() {
    return trainLoss;
  }

  public LossHistory validationLoss() {
    return validationLoss;
  }

  /** Newest first. */
  public ObservableList<Sample> samples() {
    return samples;
  }

  /** Forgets the run before, and gives what the next one is heard with. */
  TrainListener watch(TrainConfig config) {
    events.clear();
    trainLoss.clear();
    validationLoss.clear();
    samples.clear();
    lastStep = null;
    lastEvaluated = null;
    pace = new TrainingPace(config.schedule().totalSteps());
    numbers.set(TrainingNumbers.start(config));
    curveVersion.set(curveVersion.get() + 1);
    return new TrainListener() {
      @Override
      public void on(TrainEvent event) {
        events.add(event);
      }

      @Override
      public void history(List<TrainEvent> past) {
        events.addAll(past);
      }
    };
  }

  /** Shows what has come since the last time. */
  void drain() {
    TrainEvent event = events.poll();
    if (event == null) {
      return;
    }
    while (event != null) {
      take(event);
      event = events.poll();
    }
    numbers.set(latest());
    curveVersion.set(curveVersion.get() + 1);
  }

  /** Nobody trains it any more. */
  void end() {
    numbers.set(numbers.get().atTheEnd());
    curveVersion.set(curveVersion.get() + 1);
  }

  private TrainingNumbers latest() {
    TrainingNumbers latest = numbers.get();
    latest = lastStep == null ? latest : latest.after(lastStep, pace);
    return lastEvaluated == null ? latest : latest.after(lastEvaluated);
  }

  private void take(TrainEvent event) {
    if (event instanceof TrainEvent.Step step) {
      lastStep = step;
      lastLoss = step.trainLoss();
      pace.on(step);
      trainLoss.add(step.step(), step.trainLoss());
    } else if (event instanceof TrainEvent.Evaluated evaluated) {
      lastEvaluated = evaluated;
      lastLoss = evaluated.valLoss();
      validationLoss.add(evaluated.step(), evaluated.valLoss());
    } else if (event instanceof TrainEvent.Sampled sampled) {
      samples.add(0, new Sample(sampled.step(), sampled.text()));
    } else if (event instanceof TrainEvent.Saved) {
      checkpoints.set(checkpoints.get() + 1);
    } else if (event instanceof TrainEvent.Ended ended
        && ended.reason() == TrainEvent.EndReason.DIVERGED
        && lastStep != null) {
      errors.accept(lastStep.divergence(lastLoss));
    }
  }
}
