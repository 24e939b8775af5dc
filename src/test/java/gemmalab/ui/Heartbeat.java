package gemmalab.ui;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javafx.application.Platform;

/** Asks the window's thread for a moment, again and again, and takes how long it lets wait. */
final class Heartbeat {

  private static final int EVERY_MILLIS = 5;

  private final List<Double> waits = Collections.synchronizedList(new ArrayList<>());
  private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();

  /** Sorted, in milliseconds. */
  record Waits(List<Double> sorted) {

    int count() {
      return sorted.size();
    }

    double percentile(int percent) {
      int index = (int) Math.ceil(percent / 100.0 * sorted.size()) - 1;
      return sorted.get(Math.max(0, index));
    }
  }

  private Heartbeat() {}

  static Heartbeat start() {
    Heartbeat heartbeat = new Heartbeat();
    var beats =
        heartbeat.clock.scheduleAtFixedRate(
            heartbeat::beat, 0, EVERY_MILLIS, TimeUnit.MILLISECONDS);
    assert !beats.isDone();
    return heartbeat;
  }

  Waits stop() throws InterruptedException {
    clock.shutdownNow();
    clock.awaitTermination(1, TimeUnit.SECONDS);
    synchronized (waits) { // the window's thread may still answer
      return new Waits(waits.stream().sorted().toList());
    }
  }

  private void beat() {
    long asked = System.nanoTime();
    Platform.runLater(() -> waits.add((System.nanoTime() - asked) / 1e6));
  }
}
