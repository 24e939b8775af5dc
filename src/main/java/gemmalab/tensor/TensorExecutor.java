package gemmalab.tensor;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Does work on the tensor thread. Services know this much of it; only who owns the thread can end
 * it.
 */
public interface TensorExecutor {

  /** Does short work in one slice; the future gets its result or its exception. */
  <T extends @Nullable Object> CompletableFuture<T> call(Callable<T> work);

  /** Does long work slice by slice; the future completes after the last slice. */
  CompletableFuture<@Nullable Void> run(TensorJob job);

  /** Frees something in a turn of its own, some time soon; nobody waits for it. */
  void tidy(Runnable work);

  /** For long work that reads better as one method on a thread of its own. */
  TensorTurns turns();
}
