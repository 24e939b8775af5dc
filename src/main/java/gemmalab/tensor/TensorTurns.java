package gemmalab.tensor;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * The turns of one long job on the tensor thread. The job is a plain method on its own thread; each
 * call here is a slice of it, which waits until the other jobs have had their share.
 */
public interface TensorTurns {

  /**
   * Does the next slice and waits for its result; never to be called on the tensor thread.
   *
   * @throws java.util.concurrent.CancellationException if the tensor thread has ended
   */
  <T extends @Nullable Object> T call(Callable<T> slice);

  /** The same without a result. */
  default void run(Runnable slice) {
    call(
        () -> {
          slice.run();
          return true;
        });
  }

  /** For whoever is on the tensor thread already, or has no other job to share it with. */
  static TensorTurns onThisThread() {
    return new TensorTurns() {
      @Override
      @SuppressWarnings("IllegalCatch")
      public <T extends @Nullable Object> T call(Callable<T> slice) {
        try {
          return slice.call();
        } catch (RuntimeException e) {
          throw e;
        } catch (Exception e) {
          throw new IllegalStateException(e);
        }
      }
    };
  }
}
