package gemmalab.train;

/**
 * The learning rate of each update: a straight rise over the warm-up, then half a cosine from the
 * peak down to the floor (Loshchilov and Hutter 2016).
 *
 * @param warmupUpdates updates, not micro-batches, until the peak
 * @param updates length of the run
 */
public record LearningRateSchedule(double peak, double floor, int warmupUpdates, int updates) {

  public LearningRateSchedule {
    ConfigNumbers.requirePositive("learning_rate", peak);
    ConfigNumbers.requireNotNegative("min_lr", floor);
    ConfigNumbers.requireNotNegative("warmup_steps", warmupUpdates);
    ConfigNumbers.requirePositive("max_steps", updates);
  }

  /**
   * The rate of an update.
   *
   * @param update number of the update, from 0
   */
  public double at(int update) {
    if (update < warmupUpdates) {
      return peak * (update + 1) / warmupUpdates;
    }
    double progress = (double) (update - warmupUpdates) / Math.max(1, updates - warmupUpdates);
    return floor + (peak - floor) * 0.5 * (1 + Math.cos(Math.PI * progress));
  }
}
