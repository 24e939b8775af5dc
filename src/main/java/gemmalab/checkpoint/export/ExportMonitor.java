package gemmalab.checkpoint.export;

import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * Watches what is written, and may end it.
 *
 * @param progress hears of it many times a second, and must return soon
 * @param cancelled says whether it shall end; nothing half-written stays
 */
public record ExportMonitor(Consumer<ExportProgress> progress, BooleanSupplier cancelled) {

  /** Sees and cancels nothing. */
  public static final ExportMonitor NONE = new ExportMonitor(now -> {}, () -> false);

  void throwIfCancelled() {
    if (cancelled.getAsBoolean()) {
      throw new CancellationException("cancelled");
    }
  }
}
