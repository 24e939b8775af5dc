package gemmalab.train;

import gemmalab.data.PreparationProgress;
import java.util.List;

/** Hears of a run's events, on the run's thread; must return soon. */
@FunctionalInterface
public interface TrainListener {
  void on(TrainEvent event);

  /** Hears before the run how its text is downloaded and encoded; on another thread. */
  default void preparing(PreparationProgress progress) {}

  /** Hears, before a run goes on, of what happened in it up to its last checkpoint. */
  default void history(List<TrainEvent> past) {}

  /** Two that hear of everything, the first one first. */
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
