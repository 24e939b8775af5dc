package gemmalab.train;

import gemmalab.data.PreparationProgress;
import java.util.List;

/** Receives a run's events, on the run's thread; must return quickly. */
@FunctionalInterface
public interface TrainListener {
  void on(TrainEvent event);

  /** Reports, before the run, how its data is downloaded and tokenized; on another thread. */
  default void preparing(PreparationProgress progress) {}

  /** Reports, before a resumed run, its events up to its last checkpoint. */
  default void history(List<TrainEvent> past) {}

  /** Calls both listeners, the first one first. */
  static TrainListener both(TrainListener first, TrainListener second) {
    return new TrainListener() {
      @Override
      public void on(TrainEvent event) {
        first.on(event);
        second.on(event);
      }

      @Override
      public void preparing(PreparationProgress progress) {
        first.preparing(progress);
        second.preparing(progress);
      }

      @Override
      public void history(List<TrainEvent> past) {
        first.history(past);
        second.history(past);
      }
    };
  }
}
