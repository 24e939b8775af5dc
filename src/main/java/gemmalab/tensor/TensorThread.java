package gemmalab.tensor;

import java.util.List;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread that touches tensors. Jobs share it fairly: the next slice is that of the job that
 * has had the least time, so that a prompt is answered while training runs, with as many tokens in
 * a second of its own as training takes for a slice, and no two threads share a tensor.
 */
public final class TensorThread implements TensorExecutor, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(TensorThread.class);

  private final Queue<Turn<?>> queue = new PriorityQueue<>(); // guarded by itself
  private final Thread thread = new Thread(this::work, "tensor");
  private long arrivals;
  private long usedByLast; // nanoseconds of the job that had the last slice
  private boolean open = true;

  private TensorThread() {}

  public static TensorThread start() {
    TensorThread tensors = new TensorThread();
    tensors.thread.setDaemon(true);
    tensors.thread.start();
    return tensors;
  }

  @Override
  public <T extends @Nullable Object> CompletableFuture<T> call(Callable<T> work) {
    return enqueue(Turn.of(work), 0);
  }

  @Override
  public CompletableFuture<@Nullable Void> run(TensorJob job) {
    return enqueue(Turn.of(job), 0);
  }

  @Override
  public void tidy(Runnable work) {
    call(() -> {
          work.run();
          return true;
        })
        .exceptionally(
            fault -> {
              if (!(fault instanceof CancellationException)) {
                LOG.error("Something could not be freed", fault);
              }
              return false;
            });
  }

  @Override
  public TensorTurns turns() {
    return new OwnTurns();
  }

  /**
   * Ends after the slice in hand; what still waits is cancelled, and so is all that comes later.
   */
  @Override
  public void close() {
    synchronized (queue) {
      open = false;
      queue.notifyAll();
    }
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Puts a job in the queue; a newcomer has no claim on the past.
   *
   * @param usedNanos that the job has had before
   */
  private <T extends @Nullable Object> CompletableFuture<T> enqueue(Turn<T> turn, long usedNanos) {
    synchronized (queue) {
      if (open) {
        add(turn, Math.max(usedNanos, usedByLast));
      } else {
        turn.result.completeExceptionally(new CancellationException("the tensor thread is closed"));
      }
    }
    return turn.result;
  }

  private void add(Turn<?> turn, long usedNanos) {
    turn.usedNanos = usedNanos;
    turn.arrival = arrivals++;
    queue.add(turn);
    queue.notifyAll();
  }

  private void work() {
    for (Turn<?> turn = take(); turn != null; turn = take()) {
      if (turn.runSlice()) {
        putBack(turn);
      }
    }
    left().forEach(turn -> turn.result.cancel(false));
  }

  private void putBack(Turn<?> turn) {
    synchronized (queue) {
      add(turn, turn.usedNanos);
    }
  }

  /** What was never done. */
  private List<Turn<?>> left() {
    synchronized (queue) {
      return List.copyOf(queue);
    }
  }

  /** The next job, or null at the end. Nobody interrupts this thread: it may be writing a file. */
  private @Nullable Turn<?> take() {
    synchronized (queue) {
      while (open && queue.isEmpty()) {
        try {
          queue.wait();
        } catch (InterruptedException e) {
          LOG.warn("The tensor thread ends when it is closed, and only then", e);
        }
      }
      if (!open) {
        return null;
      }
      Turn<?> turn = queue.remove();
      usedByLast = turn.usedNanos;
      return turn;
    }
  }

  /** Slices of a method on another thread; together they have one place in the queue's order. */
  private final class OwnTurns implements TensorTurns {
    private long usedNanos;

    @Override
    public <T extends @Nullable Object> T call(Callable<T> slice) {
      if (Thread.currentThread() == thread) {
        throw new IllegalStateException("the tensor thread cannot wait for itself");
      }
      Turn<T> turn = Turn.of(slice);
      try {
        return enqueue(turn, usedNanos).join();
      } catch (CompletionException e) {
        throw unchecked(e.getCause() == null ? e : e.getCause());
      } finally {
        usedNanos = turn.usedNanos;
      }
    }

    private RuntimeException unchecked(Throwable fault) {
      if (fault instanceof Error error) {
        throw error;
      }
      return fault instanceof RuntimeException known ? known : new IllegalStateException(fault);
    }
  }
}
