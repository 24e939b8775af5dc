package gemmalab.tensor;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;

/**
 * The one thread that touches tensors. Jobs stand in a queue; each does one slice and goes to the
 * end, so that a prompt is answered while training runs and no two threads share a tensor.
 */
public final class TensorThread implements AutoCloseable {

  private final BlockingQueue<Turn<?>> queue = new LinkedBlockingQueue<>();
  private final Thread thread = new Thread(this::work, "tensor");
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
    queue.add(turn);
    return turn.result;
  }

  private void work() {
    while (open) {
      try {
        Turn<?> turn = queue.take();
        if (turn.runSlice()) {
          queue.add(turn);
        }
      } catch (InterruptedException e) {
        break; // only close() interrupts
      }
    }
    queue.forEach(turn -> turn.result.cancel(false));
  }

  /** A job's place in the queue. */
  private static final class Turn<T extends @Nullable Object> {
    final CompletableFuture<T> result = new CompletableFuture<>();
    TensorJob slice = () -> false;

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
