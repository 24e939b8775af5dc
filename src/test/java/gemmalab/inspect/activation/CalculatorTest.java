package gemmalab.inspect.activation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import gemmalab.inspect.stage.Activations;
import gemmalab.inspect.stage.Calculation;
import gemmalab.inspect.stage.GoldenModel;
import gemmalab.inspect.stage.Term;
import gemmalab.model.Intervention;
import gemmalab.model.Intervention.AttentionHead;
import gemmalab.model.Intervention.SkippedStage;
import gemmalab.model.ModelStage;
import gemmalab.tensor.OnTensorThread;
import gemmalab.tensor.TensorEngine;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(OnTensorThread.class)
class CalculatorTest {

  private static final int EVERY_TERM = Integer.MAX_VALUE;

  @ParameterizedTest
  @ValueSource(strings = {"hf_tiny_a", "hf_tiny_tied"})
  void termsAddUpToTheCellAtEveryStage(String name, TensorEngine engine) {
    try (GoldenModel golden = new GoldenModel(engine, name)) {
      requireThatAllAddUp(golden, Intervention.NONE);
    }
  }

  @Test
  void termsAddUpUnderAChangeToTheModel(TensorEngine engine) {
    Intervention change =
        Intervention.NONE
            .withSlidingWindow(3)
            .withAblatedHeads(Set.of(new AttentionHead(1, 2)))
            .without(ModelStage.NORMED_KEYS, 0)
            .without(ModelStage.ROTATED_QUERIES, 2)
            .without(ModelStage.FINAL_NORM, SkippedStage.EVERY_LAYER)
            .withRopeBase(500)
            .withQueryPreAttnScalar(3);
    try (GoldenModel golden = new GoldenModel(engine, "hf_tiny_a")) {
      requireThatAllAddUp(golden, change);
    }
  }

  @Test
  void restIsCountedAndSummed(TensorEngine engine) {
    try (GoldenModel golden = new GoldenModel(engine, "hf_tiny_a")) {
      Activations read = golden.read(0);
      Calculator calculator = new Calculator(golden.model(), read);
      Calculation few = calculator.calculation(ModelStage.GATE, 1, 5, 7, 3);
      assertThat(few.largest()).hasSize(3);
      assertThat(few.restCount()).isEqualTo(read.config().hiddenSize() - 3);
      assertThat(added(few)).isCloseTo(read.value(ModelStage.GATE, 1, 5, 7), within(1e-5));
    }
  }

  private static void requireThatAllAddUp(GoldenModel golden, Intervention intervention) {
    Activations read = golden.read(0, intervention);
    Calculator calculator = new Calculator(golden.model(), read);
    int token = read.length() - 2;
    for (ModelStage stage : ModelStage.values()) {
      int layers = stage.perLayer() ? read.layers() : 1;
      for (int i = 0; i < layers; i++) {
        int layer = stage.perLayer() ? i : -1;
        float[] cells = read.values(stage, layer, token);
        for (int index = 0; index < cells.length; index++) {
          Calculation written = calculator.calculation(stage, layer, token, index, EVERY_TERM);
          String cell = stage + " " + layer + " " + index;
          assertThat(written.restCount()).as(cell).isZero();
          if (cells[index] == Float.NEGATIVE_INFINITY) {
            assertThat(written.total()).as(cell).isNegative().isInfinite();
          } else {
            assertThat(added(written)).as(cell).isCloseTo(cells[index], within(1e-5));
            assertThat(written.total()).as(cell).isCloseTo(added(written), within(1e-12));
          }
        }
      }
    }
  }

  /** Adds up what is printed. */
  private static double added(Calculation written) {
    double sum = written.restSum();
    for (Term term : written.largest()) {
      sum += term.a() * term.b();
    }
    return written.factor() * sum;
  }
}
