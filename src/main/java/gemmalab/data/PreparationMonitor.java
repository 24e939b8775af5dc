package gemmalab.data;

import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** Watches long work on a corpus, and may end it; called often, must return soon. */
public interface PreparationMonitor {

  /** Sees and cancels nothing. */
  PreparationMonitor NONE = progress -> {};

  void on(PreparationProgress progress);

  /** One that hands progress on, and cancels when it is told to. */
  static PreparationMonitor of(Consumer<PreparationProgress> progress, BooleanSupplier cancelled) {
    return new PreparationMonitor() {
      @Override
      public void on(PreparationProgress now) {
        progress.accept(now);
      }

      @Override
      public boolean cancelled() {
        return cancelled.getAsBoolean();
      }
    };
  }

  /** Whether the work shall end soon; it leaves nothing half-written. */
  default boolean cancelled() {
    return false;
  }

  /**
   * Ends the work if that was asked for.
   *
   * @throws CancellationException if so
   */
  default void throwIfCancelled() {
    if (cancelled()) {
      throw new CancellationException("cancelled");
    }
  }
}
