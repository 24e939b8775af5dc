package gemmalab.ui.shell;

import gemmalab.checkpoint.LoadMonitor;

/** One loading of a model: it is heard on another thread and looked at on the window's. */
public final class ModelLoading implements LoadMonitor {

  /** Before this much time has passed, an estimate would only jump. */
  private static final double SECONDS_BEFORE_ESTIMATE = 0.5;

  private static final double NANOS_PER_SECOND = 1e9;

  private final String name;
  private volatile long firstNanos;
  private volatile double share = Double.NaN;
  private volatile boolean cancelled;

  /**
   * How far a loading is.
   *
   * @param name of the model
   * @param share that is loaded, 0 to 1; not a number before the first of it is
   * @param secondsLeft not a number before there is an estimate
   */
  public record Progress(String name, double share, double secondsLeft) {}

  ModelLoading(String name) {
    this.name = name;
  }

  @Override
  public void on(long bytesRead, long bytesTotal) {
    if (Double.isNaN(share)) {
      firstNanos = System.nanoTime();
    }
    share = bytesTotal == 0 ? 1 : (double) bytesRead / bytesTotal;
  }

  @Override
  public boolean isCancelled() {
    return cancelled;
  }

  void cancel() {
    cancelled = true;
  }

  Progress progress() {
    double done = share;
    double seconds = (System.nanoTime() - firstNanos) / NANOS_PER_SECOND;
    boolean isKnown = done > 0 && seconds >= SECONDS_BEFORE_ESTIMATE; // not while it is no number
    return new Progress(name, done, isKnown ? seconds * (1 - done) / done : Double.NaN);
  }
}
