package gemmalab.inspect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.function.IntUnaryOperator;
import org.junit.jupiter.api.Test;

class HeadStatisticsTest {

  /** "the cat saw the dog and the cat saw the dog": the second half repeats. */
  private static final int[] REPEATING = {5, 6, 7, 5, 8, 9, 5, 6, 7, 5, 8};

  private static final int[] ALL_DIFFERENT = {1, 2, 3, 4, 5, 6, 7, 8};

  @Test
  void headThatLooksOneBackIsLabelledPreviousToken() {
    HeadStatistics head = lookingAt(ALL_DIFFERENT, row -> Math.max(0, row - 1));
    assertThat(head.label()).contains(HeadPattern.PREVIOUS_TOKEN);
    assertThat(head.entropyBits()).isZero();
    assertThat(head.meanDistance()).isCloseTo(7.0 / 8, within(1e-9));
    assertThat(head.firstShare()).isCloseTo(2.0 / 8, within(1e-9));
  }

  @Test
  void headThatRestsOnTheFirstTokenIsLabelledSo() {
    assertThat(lookingAt(ALL_DIFFERENT, row -> 0).label()).contains(HeadPattern.FIRST_TOKEN);
  }

  @Test
  void headThatLooksAtItselfIsLabelledSo() {
    assertThat(lookingAt(ALL_DIFFERENT, row -> row).label()).contains(HeadPattern.CURRENT_TOKEN);
  }

  @Test
  void headThatFindsTheSameWordIsLabelledSo() {
    HeadStatistics head =
        lookingAt(REPEATING, row -> lastBefore(REPEATING, row, REPEATING[row], 0));
    assertThat(head.label()).contains(HeadPattern.DUPLICATE_TOKEN);
  }

  @Test
  void headThatLooksAtWhatFollowedTheSameWordIsInduction() {
    HeadStatistics head =
        lookingAt(REPEATING, row -> lastBefore(REPEATING, row, REPEATING[row], 1));
    assertThat(head.label()).contains(HeadPattern.INDUCTION);
  }

  @Test
  void headThatLooksAtEarlierPlacesOfTheNextWordIsCopying() {
    int[] ids = {1, 2, 3, 9, 1, 8, 2, 7, 3}; // no token comes twice before the same one
    HeadStatistics head =
        lookingAt(ids, row -> row + 1 < ids.length ? lastBefore(ids, row, ids[row + 1], 0) : row);
    assertThat(head.label()).contains(HeadPattern.COPYING);
  }

  @Test
  void evenLookIsNoPatternInAShortTextEither() {
    float[][] weights = new float[4][4];
    for (int row = 0; row < 4; row++) {
      Arrays.fill(weights[row], 0, row + 1, 1f / (row + 1));
    }
    HeadStatistics head = HeadStatistics.of(weights, new int[] {1, 2, 3, 4});
    assertThat(head.patterns().get(HeadPattern.PREVIOUS_TOKEN)).isGreaterThan(0.3);
    assertThat(head.label()).isEmpty();
  }

  @Test
  void patternThatNoTokenCanFollowIsNotMeasured() {
    HeadStatistics head = lookingAt(ALL_DIFFERENT, row -> row);
    assertThat(head.patterns())
        .doesNotContainKeys(HeadPattern.DUPLICATE_TOKEN, HeadPattern.INDUCTION);
  }

  @Test
  void evenLookHasNoLabelAndTheEntropyOfItsPlaces() {
    float[][] weights = new float[8][8];
    for (int row = 0; row < 8; row++) {
      for (int key = 0; key <= row; key++) {
        weights[row][key] = 1f / (row + 1);
      }
    }
    HeadStatistics head = HeadStatistics.of(weights, ALL_DIFFERENT);
    assertThat(head.label()).isEmpty();
    double bits = 0;
    for (int places = 1; places <= 8; places++) {
      bits += Math.log(places) / Math.log(2) / 8;
    }
    assertThat(head.entropyBits()).isCloseTo(bits, within(1e-6));
  }

  private static HeadStatistics lookingAt(int[] ids, IntUnaryOperator place) {
    float[][] weights = new float[ids.length][ids.length];
    for (int row = 0; row < ids.length; row++) {
      weights[row][place.applyAsInt(row)] = 1;
    }
    return HeadStatistics.of(weights, ids);
  }

  /** The last place before a row with a token, moved on by {@code after}; else the row itself. */
  private static int lastBefore(int[] ids, int row, int id, int after) {
    for (int key = row - 1; key >= 0; key--) {
      if (ids[key] == id && key + after < row) {
        return key + after;
      }
    }
    return row;
  }
}
