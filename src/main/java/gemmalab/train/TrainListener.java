package gemmalab.train;

/** Hears of a run's events, on the tensor thread; must return soon. */
@FunctionalInterface
public interface TrainListener {
  void on(TrainEvent event);
}
