package gemmalab.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class EvaluationTest {

  private final Evaluation evaluation = new Evaluation();

  @Test
  void standardErrorIsThatOfTheMean() {
    for (double loss : new double[] {2, 4, 4, 6}) {
      evaluation.add(loss);
    }
    assertThat(evaluation.mean()).isEqualTo(4);
    // variance (4 + 0 + 0 + 4) / 3, divided by 4 losses
    assertThat(evaluation.standardError()).isCloseTo(Math.sqrt(8.0 / 3 / 4), within(1e-12));
  }

  @Test
  void oneLossHasNoStandardError() {
    evaluation.add(3);
    assertThat(evaluation.standardError()).isZero();
  }

  @Test
  void evaluationWithoutLossesHasNoMean() {
    assertThat(evaluation.mean()).isNaN();
  }
}
