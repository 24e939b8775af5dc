package gemmalab.ui;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DisplayCheckTest {

  @Test
  void noDisplayIsNoDisplay() {
    assertThat(DisplayCheck.canConnect("")).isFalse();
  }

  @Test
  void aDisplayThatNobodyServesIsNone() {
    assertThat(DisplayCheck.canConnect(":4711")).isFalse();
  }

  @Test
  void aDisplayOfAnotherMachineIsLeftToJavaFx() {
    assertThat(DisplayCheck.canConnect("other.example:0")).isTrue();
  }
}
