package gemmalab.train;

import gemmalab.text.GemmaException;

/**
 * The learning rate of each update: a straight rise over the warm-up, then half a cosine from the
 * peak down to the floor (Loshchilov and Hutter 2016).
 *
 * @param warmupUpdates updates, not micro-batches, until the peak
 * @param updates length of the run
 */
public record LearningRateSchedule(double peak, double floor, int warmupUpdates, int updates) {

  public LearningRateSchedule {
    if (!(peak > 0)) {
      throw new GemmaException("error.train.notPositive", "learning_rate", peak);
    }
    if (!(floor >= 0)) {
      throw new GemmaException("error.train.negative", "min_lr", floor);
    }
    if (warmupUpdates < 0) {
      throw new GemmaException("error.train.negative", "warmup_steps", warmupUpdates);
    }
    if (updates < 1) {
      throw new GemmaException("error.train.notPositive", "max_steps", updates);
    }
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
