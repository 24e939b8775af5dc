package gemmalab.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gemmalab.train.RunControl.State;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RunControlTest {

  private final RunControl control = new RunControl();

  @Test
  void pauseThatIsAskedForTooEarlyHoldsOnceTheRunHasBegun() {
    control.pause();
    assertThat(control.state()).isEqualTo(State.PREPARING);
    control.begin();
    assertThat(control.state()).isEqualTo(State.PAUSED);
    control.resume();
    assertThat(control.state()).isEqualTo(State.RUNNING);
  }

  @Test
  void pausedRunWaitsUntilItMayGoOn() {
    control.begin();
    control.pause();
    CompletableFuture<@Nullable Void> waiting = CompletableFuture.runAsync(control::awaitGo);
    assertThat(waiting).isNotDone();
    control.resume();
    waiting.join();
  }

  @Test
  void stopEndsAPause() {
    control.begin();
    control.pause();
    CompletableFuture<@Nullable Void> waiting = CompletableFuture.runAsync(control::awaitGo);
    control.stop();
    assertThatThrownBy(waiting::join).hasMessageContaining("stopped");
    assertThat(control.state()).isEqualTo(State.STOPPING);
  }

  @Test
  void stopOfARunThatIsStillPreparedEndsItsPreparations() {
    control.stop();
    assertThatThrownBy(control::awaitGo).isInstanceOf(StopRequested.class);
    control.begin();
    assertThat(control.state()).isEqualTo(State.STOPPING);
  }

  @Test
  void runThatIsOverStaysOver() {
    control.begin();
    control.end();
    control.stop();
    control.pause();
    control.resume();
    assertThat(control.state()).isEqualTo(State.ENDED);
  }
}
