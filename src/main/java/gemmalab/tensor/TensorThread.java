package gemmalab.tensor;

import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The one thread that touches tensors. Jobs share it fairly: the next slice is that of the job that
 * has had the least time, so that a prompt is answered while training runs, with as many tokens in
 * a second of its own as training takes for a slice, and no two threads share a tensor.
 */
public final class TensorThread implements AutoCloseable {

  private final PriorityBlockingQueue<Turn<?>> queue = new PriorityBlockingQueue<>();
  private final Thread thread = new Thread(this::work, "tensor");
  private final AtomicLong arrivals = new AtomicLong();
  private volatile long usedByLast; // nanoseconds of the job that had the last slice
  private volatile boolean open = true;

  private TensorThread() {}

  public static TensorThread start() {
    TensorThread tensors = new TensorThread();
    tensors.thread.setDaemon(true);
    tensors.thread.start();
    return tensors;
  }

  /** Does short work in one slice; the future gets its result or its exception. */
  public <T extends @Nullable Object> CompletableFuture<T> call(Callable<T> work) {
    Turn<T> turn = new Turn<>();
    turn.slice =
        () -> {
          turn.result.complete(work.call());
          return false;
        };
    return enqueue(turn);
  }

  /** Does long work slice by slice; the future completes after the last slice. */
  public CompletableFuture<@Nullable Void> run(TensorJob job) {
    Turn<@Nullable Void> turn = new Turn<>();
    turn.slice =
        () -> {
          boolean more = job.runSlice();
          if (!more) {
            turn.result.complete(null);
          }
          return more;
        };
    return enqueue(turn);
  }

  /** Ends after the slice in hand; what still waits is cancelled. */
  @Override
  public void close() {
    open = false;
    thread.interrupt();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private <T extends @Nullable Object> CompletableFuture<T> enqueue(Turn<T> turn) {
    if (!open) {
      turn.result.completeExceptionally(new CancellationException("the tensor thread is closed"));
      return turn.result;
    }
    add(turn, Math.max(turn.used, usedByLast)); // a newcomer has no claim on the past
    return turn.result;
  }

  private void add(Turn<?> turn, long used) {
    turn.used = used;
    turn.arrival = arrivals.incrementAndGet();
    queue.add(turn);
  }

  private void work() {
    while (open) {
      try {
        Turn<?> turn = queue.take();
        usedByLast = turn.used;
        long start = System.nanoTime();
        if (turn.runSlice()) {
          add(turn, turn.used + System.nanoTime() - start);
        }
      } catch (InterruptedException e) {
        break; // only close() interrupts
      }
    }
    queue.forEach(turn -> turn.result.cancel(false));
  }

  /** A job's place in the queue: by the time it has had, then by its arrival. */
  private static final class Turn<T extends @Nullable Object> implements Comparable<Turn<?>> {
    final CompletableFuture<T> result = new CompletableFuture<>();
    TensorJob slice = () -> false;
    long used;
    long arrival;

    @Override
    public int compareTo(Turn<?> other) {
      int byTime = Long.compare(used, other.used);
      return byTime == 0 ? Long.compare(arrival, other.arrival) : byTime;
    }

    /** True if the job wants another turn. */
    @SuppressWarnings("IllegalCatch")
    boolean runSlice() {
      try {
        return !result.isCancelled() && slice.runSlice();
      } catch (Throwable e) { // an error of the engine must reach whoever waits
        result.completeExceptionally(e);
        return false;
      }
    }
  }
}
