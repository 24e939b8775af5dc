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
  private double lastLoss;

  /**
   * Sees nothing yet.
   *
   * @param errors hears of a divergence
   */
  WatchedRun(Consumer<Throwable> errors) {
    this.errors = errors;
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
    TrainingNumbers latest = numbers.get();
    while (event != null) {
      latest = take(event, latest);
      event = events.poll();
    }
    numbers.set(latest);
    curveVersion.set(curveVersion.get() + 1);
  }

  private TrainingNumbers take(TrainEvent event, TrainingNumbers before) {
    if (event instanceof TrainEvent.Step step) {
      lastStep = step;
      lastLoss = step.trainLoss();
      pace.on(step);
      trainLoss.add(step.step(), step.trainLoss());
      return before.after(step, pace);
    }
    if (event instanceof TrainEvent.Evaluated evaluated) {
      lastLoss = evaluated.valLoss();
      validationLoss.add(evaluated.step(), evaluated.valLoss());
      return before.after(evaluated);
    }
    if (event instanceof TrainEvent.Sampled sampled) {
      samples.add(0, new Sample(sampled.step(), sampled.text()));
    } else if (event instanceof TrainEvent.Saved) {
      checkpoints.set(checkpoints.get() + 1);
    } else if (event instanceof TrainEvent.Ended ended
        && ended.reason() == TrainEvent.EndReason.DIVERGED
        && lastStep != null) {
      errors.accept(lastStep.divergence(lastLoss));
    }
    return before;
  }
}
