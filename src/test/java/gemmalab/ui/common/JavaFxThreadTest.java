package gemmalab.ui.common;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javafx.animation.AnimationTimer;
import javafx.application.Platform;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.framework.junit5.ApplicationExtension;

/** Counted in frames of the toolkit, not in seconds. */
@ExtendWith(ApplicationExtension.class)
class JavaFxThreadTest {

  private static final int FRAMES = 10;

  private final UiThread ui = UiThread.javaFx(fault -> {});
  private final BooleanProperty wanted = new SimpleBooleanProperty(true);
  private final AtomicInteger calls = new AtomicInteger();

  @Test
  void framesCallOnlyWhileItIsWanted() throws Exception {
    Platform.runLater(() -> ui.eachFrameWhile(wanted.and(wanted), calls::incrementAndGet));
    passFrames();
    assertThat(calls.get()).isPositive();

    System.gc(); // nobody but the timer holds the wish
    Platform.runLater(() -> wanted.set(false));
    passFrames();
    int before = calls.get();
    passFrames();
    assertThat(calls.get()).isEqualTo(before);

    Platform.runLater(() -> wanted.set(true));
    passFrames();
    assertThat(calls.get()).isGreaterThan(before);
  }

  private static void passFrames() throws InterruptedException {
    CountDownLatch left = new CountDownLatch(FRAMES);
    AnimationTimer clock =
        new AnimationTimer() {
          @Override
          public void handle(long now) {
            left.countDown();
          }
        };
    Platform.runLater(clock::start);
    assertThat(left.await(1, TimeUnit.MINUTES)).isTrue();
    Platform.runLater(clock::stop);
  }
}
