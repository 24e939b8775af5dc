package gemmalab.ui.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class LossHistoryTest {

  private final LossHistory history = new LossHistory();

  @Test
  void keepsEveryPointOfAShortRun() {
    history.add(1, 9.5);
    history.add(2, 9.0);

    assertThat(history.thinned(100)).isDeepEqualTo(new double[][] {{1, 2}, {9.5, 9.0}});
  }

  @Test
  void drawsNoMoreThanTwoPointsForAColumn() {
    for (int step = 0; step < 100_000; step++) {
      history.add(step, Math.sin(step));
    }

    assertThat(history.thinned(500)[0]).hasSize(1_000).isSorted();
  }

  @Test
  void neverLosesAPeak() {
    for (int step = 0; step < 100_000; step++) {
      history.add(step, step == 54_321 ? 99 : 1);
    }

    assertThat(Arrays.stream(history.thinned(500)[1]).max()).hasValue(99);
  }

  @Test
  void isEmptyAgainForTheNextRun() {
    history.add(1, 2);
    history.clear();

    assertThat(history.thinned(10)[0]).isEmpty();
  }

  @Test
  void rangeLeavesOutWhatIsBeforeAStepAndWhatIsNoNumber() {
    LossHistory history = new LossHistory();
    history.add(1, 12);
    history.add(2, 4);
    history.add(3, Double.NaN);
    history.add(4, 3);
    assertThat(history.rangeFrom(2)).containsExactly(3, 4);
    assertThat(history.rangeFrom(5)).containsExactly(Double.NaN, Double.NaN);
  }
}
