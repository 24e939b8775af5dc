package gemmalab.checkpoint;

import java.util.concurrent.CancellationException;

/** Watches the loading of a model, and may end it; called often, must return soon. */
public interface LoadMonitor {

  /** Sees and cancels nothing. */
  LoadMonitor NONE = (bytesRead, bytesTotal) -> {};

  /**
   * Hears how far it has come.
   *
   * @param bytesRead of the model's tensors in the file
   * @param bytesTotal that they have
   */
  void on(long bytesRead, long bytesTotal);

  /** Whether the loading shall end soon; what was loaded is freed then. */
  default boolean isCancelled() {
    return false;
  }

  /**
   * Ends the loading if that was asked for.
   *
   * @throws CancellationException if so
   */
  default void throwIfCancelled() {
    if (isCancelled()) {
      throw new CancellationException("cancelled");
    }
  }
}
