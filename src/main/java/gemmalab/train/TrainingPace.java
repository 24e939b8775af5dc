package gemmalab.train;

/** Throughput of a run and its remaining time, from its steps. */
public final class TrainingPace {

  /** The median of this many steps is steady and still follows a change. */
  private static final int RECENT = 20;

  private final int totalSteps;
  private final double[] recent = new double[RECENT];
  private int timedSteps;
  private double firstSeconds;
  private int firstStep;
  private double lastSeconds;
  private int lastStep;

  /** Watches a run of this many steps. */
  public TrainingPace(int totalSteps) {
    this.totalSteps = totalSteps;
  }

  /** Takes a step into account. */
  public void on(TrainEvent.Step step) {
    if (timedSteps == 0) {
      firstSeconds = step.elapsedSeconds();
      firstStep = step.step();
    }
    recent[timedSteps % RECENT] = step.tokensPerSecond();
    timedSteps++;
    lastSeconds = step.elapsedSeconds();
    lastStep = step.step();
  }

  public int totalSteps() {
    return totalSteps;
  }

  /** Median of the recent steps, evaluations excluded. */
  public double tokensPerSecond() {
    int count = Math.min(timedSteps, RECENT);
    if (count == 0) {
      return 0;
    }
    double[] sorted = java.util.Arrays.copyOf(recent, count);
    java.util.Arrays.sort(sorted);
    return sorted[count / 2];
  }

  /**
   * Estimated from the whole run so far, evaluations and checkpoints included; NaN at the start.
   */
  public double secondsLeft() {
    int done = lastStep - firstStep;
    return done == 0 ? Double.NaN : (lastSeconds - firstSeconds) / done * (totalSteps - lastStep);
  }
}
