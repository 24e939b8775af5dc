package gemmalab.train;

import gemmalab.tensor.TensorTurns;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * The turns of a run on the tensor thread. Before each one it waits while paused, and ends if a
 * stop was requested; work that must not be left half done runs {@link #toTheEnd}. Seconds of work
 * are counted, seconds of waiting are not.
 */
public final class RunTurns implements TensorTurns {

  private final TensorTurns turns;
  private final RunControl control;
  private double seconds; // of work
  private double waited; // seconds in which others had their turns

  public RunTurns(TensorTurns turns, RunControl control) {
    this.turns = turns;
    this.control = control;
  }

  @Override
  public <T extends @Nullable Object> T call(Callable<T> slice) {
    control.awaitGo();
    return counted(slice);
  }

  /** Turns that neither pause nor stop. */
  TensorTurns toTheEnd() {
    return new TensorTurns() {
      @Override
      public <T extends @Nullable Object> T call(Callable<T> slice) {
        return counted(slice);
      }
    };
  }

  /** The seconds of work since the last call. */
  double takeSeconds() {
    double taken = seconds;
    seconds = 0;
    return taken;
  }

  /** Counts work that needs the tensor thread only now and then, such as writing a checkpoint. */
  void count(Runnable work) {
    double secondsBefore = seconds;
    double waitedBefore = waited;
    long start = System.nanoTime();
    work.run();
    seconds = secondsBefore + since(start) - (waited - waitedBefore);
  }

  private <T extends @Nullable Object> T counted(Callable<T> slice) {
    long asked = System.nanoTime();
    double secondsBefore = seconds;
    try {
      return turns.call(
          () -> {
            long start = System.nanoTime();
            try {
              return slice.call();
            } finally {
              seconds += since(start); // the run waits, so nobody else counts
            }
          });
    } finally {
      waited += since(asked) - (seconds - secondsBefore);
    }
  }

  private static double since(long start) {
    return (System.nanoTime() - start) / 1e9;
  }
}
