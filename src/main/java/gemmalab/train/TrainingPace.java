package gemmalab.train;

/** How fast a run goes and when it will be done, from its steps. */
public final class TrainingPace {

  /** Steps differ; the median of this many is steady and still follows a change. */
  private static final int RECENT = 20;

  private final int updates;
  private final double[] recent = new double[RECENT];
  private int steps;
  private double firstSeconds;
  private int firstUpdate;
  private double lastSeconds;
  private int lastUpdate;

  /** Begins to watch a run of that many updates. */
  public TrainingPace(int updates) {
    this.updates = updates;
  }

  /** Takes a step into account. */
  public void on(TrainEvent.Step step) {
    if (steps == 0) {
      firstSeconds = step.elapsedSeconds();
      firstUpdate = step.update();
    }
    recent[steps % RECENT] = step.tokensPerSecond();
    steps++;
    lastSeconds = step.elapsedSeconds();
    lastUpdate = step.update();
  }

  public int updates() {
    return updates;
  }

  /** Median of the last steps; evaluations are left out. */
  public double tokensPerSecond() {
    int count = Math.min(steps, RECENT);
    if (count == 0) {
      return 0;
    }
    double[] sorted = java.util.Arrays.copyOf(recent, count);
    java.util.Arrays.sort(sorted);
    return sorted[count / 2];
  }

  /** Estimate from the whole run so far, evaluations and checkpoints included; NaN at its start. */
  public double secondsLeft() {
    int done = lastUpdate - firstUpdate;
    return done == 0 ? Double.NaN : (lastSeconds - firstSeconds) / done * (updates - lastUpdate);
  }
}
