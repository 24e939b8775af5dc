package gemmalab.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class EvaluationTest {

  @Test
  void standardErrorIsThatOfTheMean() {
    Evaluation evaluation = of(2.0, 4.0, 4.0, 6.0);
    assertThat(evaluation.mean()).isEqualTo(4);
    // variance (4 + 0 + 0 + 4) / 3, divided by 4 losses
    assertThat(evaluation.standardError()).isCloseTo(Math.sqrt(8.0 / 3 / 4), within(1e-12));
  }

  @Test
  void oneLossHasNoStandardError() {
    assertThat(of(3.0).standardError()).isZero();
  }

  @Test
  void evaluationWithoutLossesHasNoMean() {
    assertThat(Evaluation.NONE.mean()).isNaN();
  }

  @Test
  void anEvaluationIsBetterThanNone() {
    assertThat(of(3.0, 4.0).isBetterThan(Evaluation.NONE)).isTrue();
  }

  @Test
  void whatIsNoNumberIsNeverBetter() {
    assertThat(of(Double.NaN, 1.0).isBetterThan(Evaluation.NONE)).isFalse();
  }

  @Test
  void aGainOnEveryBatchIsBetterHoweverTheBatchesDiffer() {
    assertThat(of(1.99, 3.98, 5.99).isBetterThan(of(2.0, 4.0, 6.0))).isTrue();
  }

  @Test
  void aGainThatIsLessThanItsNoiseIsNotBetter() {
    Evaluation before = of(2.0, 4.0, 6.0);
    Evaluation lucky = of(1.5, 4.3, 6.1); // its mean is lower, one batch made it so
    assertThat(lucky.mean()).isLessThan(before.mean());
    assertThat(lucky.isBetterThan(before)).isFalse();
    assertThat(before.isBetterThan(before)).isFalse();
  }

  private static Evaluation of(Double... losses) {
    return new Evaluation(List.of(losses));
  }
}
