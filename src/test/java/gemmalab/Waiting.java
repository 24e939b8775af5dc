package gemmalab;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import org.testfx.util.WaitForAsyncUtils;

/** Waits in tests until something is so; a minute and a half is never, on the slowest machine. */
public final class Waiting {

  private static final Duration NEVER = Duration.ofSeconds(90);
  private static final int MILLIS_BETWEEN_LOOKS = 5;

  private Waiting() {}

  /** Looks again and again, with some work in between. */
  public static void until(BooleanSupplier condition, Runnable meanwhile)
      throws InterruptedException {
    long end = System.nanoTime() + NEVER.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new AssertionError("what was waited for did not come");
      }
      meanwhile.run();
      Thread.sleep(MILLIS_BETWEEN_LOOKS);
    }
  }

  /** The same with a window, which then has done what follows from it. */
  public static void waitUntil(BooleanSupplier condition) throws TimeoutException {
    WaitForAsyncUtils.waitFor(NEVER.toSeconds(), TimeUnit.SECONDS, condition::getAsBoolean);
    WaitForAsyncUtils.waitForFxEvents();
  }
}
