package gemmalab.tensor;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** A job's place in the tensor thread's queue: by the time it has had, then by its arrival. */
abstract class Turn<T extends @Nullable Object> implements Comparable<Turn<?>> {

  final CompletableFuture<T> result = new CompletableFuture<>();
  long usedNanos;
  long arrival;

  /** Work of one slice, whose result is the job's. */
  static <T extends @Nullable Object> Turn<T> of(Callable<T> work) {
    return new Turn<>() {
      @Override
      boolean work() throws Exception {
        long start = System.nanoTime();
        T value = work.call();
        usedNanos += System.nanoTime() - start; // before anyone hears of the result
        result.complete(value);
        return false;
      }
    };
  }

  /** Work of many slices. */
  static Turn<@Nullable Void> of(TensorJob job) {
    return new Turn<>() {
      @Override
      boolean work() throws Exception {
        long start = System.nanoTime();
        boolean more = job.runSlice();
        usedNanos += System.nanoTime() - start;
        if (!more) {
          result.complete(null);
        }
        return more;
      }
    };
  }

  /** Does the next slice; true if the job wants another turn. */
  abstract boolean work() throws Exception;

  /** The same, with what goes wrong told to whoever waits. */
  @SuppressWarnings("IllegalCatch")
  boolean runSlice() {
    try {
      return !result.isDone() && work(); // it may have been cancelled
    } catch (Throwable e) { // an error of the engine must reach whoever waits
      result.completeExceptionally(e);
      return false;
    }
  }

  @Override
  public int compareTo(Turn<?> other) {
    int byTime = Long.compare(usedNanos, other.usedNanos);
    return byTime == 0 ? Long.compare(arrival, other.arrival) : byTime;
  }
}
