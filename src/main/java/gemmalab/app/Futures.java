package gemmalab.app;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What ends work that runs elsewhere. */
public final class Futures {

  private static final Logger LOG = LoggerFactory.getLogger(Futures.class);

  private Futures() {}

  /**
   * Calls {@code then} with the result or the fault, whichever comes; a fault of {@code then}
   * itself is logged rather than lost.
   */
  public static <T extends @Nullable Object> void watch(
      CompletableFuture<T> future, BiConsumer<@Nullable T, @Nullable Throwable> then) {
    CompletableFuture<?> watched =
        future
            .handle(
                (result, fault) -> {
                  then.accept(result, fault == null ? null : cause(fault));
                  return true;
                })
            .exceptionally(
                fault -> {
                  LOG.error("A listener failed", cause(fault));
                  return false;
                });
    assert watched != null;
  }

  /** The fault itself, without what the futures wrapped around it. */
  public static Throwable cause(Throwable fault) {
    Throwable cause = fault;
    while ((cause instanceof CompletionException || cause instanceof ExecutionException)
        && cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause;
  }

  /**
   * Waits for the result; a fault is thrown as it is.
   *
   * @throws InterruptedException if the wait is interrupted
   */
  public static <T extends @Nullable Object> T await(CompletableFuture<T> future)
      throws InterruptedException {
    try {
      return future.get();
    } catch (ExecutionException e) {
      Throwable cause = cause(e);
      if (cause instanceof RuntimeException fault) {
        throw fault;
      }
      throw new IllegalStateException(cause);
    }
  }
}
