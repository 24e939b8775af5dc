package gemmalab.train;

import java.time.Duration;

/**
 * The state of a run and the only place where it changes. Window, command line and shutdown request
 * a pause or a stop, from any thread; the run checks before each slice.
 *
 * <pre>
 * PREPARING -> RUNNING <-> PAUSED          begin, pause, resume
 *      |          |          |
 *      +----------+----------+-> STOPPING  stop
 *                     any of them -> ENDED | FAILED
 * </pre>
 */
public final class RunControl {

  private static final Duration USUAL_TIME_BETWEEN_CHECKPOINTS = Duration.ofMinutes(10);

  /** The states of a run. */
  public enum State {
    /** Its training data is read and its duration estimated. */
    PREPARING,
    RUNNING,
    /** It waits; its state stays in memory. */
    PAUSED,
    /** It saves a checkpoint. */
    STOPPING,
    ENDED,
    FAILED;

    /** Whether the run has ended. */
    public boolean isOver() {
      return this == ENDED || this == FAILED;
    }
  }

  private State state = State.PREPARING;
  private boolean pauseOnceBegun;
  private Duration betweenCheckpoints = USUAL_TIME_BETWEEN_CHECKPOINTS;

  public synchronized State state() {
    return state;
  }

  /** Pauses the run before its next slice. */
  public synchronized void pause() {
    pauseOnceBegun = true;
    if (state == State.RUNNING) {
      become(State.PAUSED);
    }
  }

  /** Ends a pause. */
  public synchronized void resume() {
    pauseOnceBegun = false;
    if (state == State.PAUSED) {
      become(State.RUNNING);
    }
  }

  /** Stops the run before its next slice, with a checkpoint of its last step. */
  public synchronized void stop() {
    if (!state.isOver()) {
      become(State.STOPPING);
    }
  }

  /** Also saves a checkpoint whenever this much training time has passed since the last one. */
  public synchronized void saveEvery(Duration time) {
    betweenCheckpoints = time;
  }

  public synchronized Duration betweenCheckpoints() {
    return betweenCheckpoints;
  }

  /** The preparations are complete. */
  public synchronized void begin() {
    if (state == State.PREPARING) {
      become(pauseOnceBegun ? State.PAUSED : State.RUNNING);
    }
  }

  /** The run has ended as planned, or as requested. */
  public synchronized void end() {
    become(State.ENDED);
  }

  /** The run has failed. */
  public synchronized void fail() {
    become(State.FAILED);
  }

  public synchronized boolean isStopping() {
    return state == State.STOPPING;
  }

  /**
   * Waits while the run is paused.
   *
   * @throws java.util.concurrent.CancellationException if it is to stop
   */
  synchronized void awaitGo() {
    while (state == State.PAUSED) {
      try {
        wait();
      } catch (InterruptedException e) {
        become(State.STOPPING); // whoever interrupts wants the same
      }
    }
    if (state == State.STOPPING) {
      throw new StopRequested();
    }
  }

  private void become(State next) {
    state = next;
    notifyAll();
  }
}
