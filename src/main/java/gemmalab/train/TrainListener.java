package gemmalab.train;

import gemmalab.data.PreparationProgress;

/** Hears of a run's events, on the tensor thread; must return soon. */
@FunctionalInterface
public interface TrainListener {
  void on(TrainEvent event);

  /** Hears before the run how its text is downloaded and encoded; on another thread. */
  default void preparing(PreparationProgress progress) {}
}
