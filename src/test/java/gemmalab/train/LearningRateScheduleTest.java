package gemmalab.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import gemmalab.checkpoint.safetensors.SafetensorsFile;
import gemmalab.tensor.OnTensorThread;
import gemmalab.tensor.Scope;
import gemmalab.text.GemmaException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(OnTensorThread.class)
class LearningRateScheduleTest {

  private static final Path GOLDEN =
      Path.of("src/test/resources/golden/train_tiny/golden.safetensors");

  @Test
  void ratesAreThoseOfTheRecordedRun(Scope scope) {
    LearningRateSchedule schedule = new LearningRateSchedule(0.003, 0.0003, 5, 40);
    try (SafetensorsFile golden = SafetensorsFile.open(GOLDEN)) {
      double[] rates = golden.doubles("learning_rates");
      assertThat(rates).hasSize(40);
      for (int step = 0; step < rates.length; step++) {
        assertThat(schedule.at(step)).as("update %d", step).isCloseTo(rates[step], within(1e-12));
      }
    }
  }

  @Test
  void lastWarmupUpdateReachesThePeak() {
    assertThat(new LearningRateSchedule(1, 0, 10, 100).at(9)).isEqualTo(1);
  }

  @Test
  void runWithoutWarmupStartsAtThePeak() {
    assertThat(new LearningRateSchedule(1, 0, 0, 100).at(0)).isEqualTo(1);
  }

  @Test
  void runThatIsAllWarmupNeverDividesByZero() {
    LearningRateSchedule schedule = new LearningRateSchedule(1, 0, 10, 10);
    assertThat(schedule.at(9)).isEqualTo(1);
    assertThat(schedule.at(10)).isEqualTo(1);
  }

  @Test
  void wrongNumbersAreNamedAsOnTheCommandLine() {
    assertFault("learning_rate is 0", 0, 0, 0, 1);
    assertFault("min_lr is -1", 1, -1, 0, 1);
    assertFault("warmup_steps is -1", 1, 0, -1, 1);
    assertFault("max_steps is 0", 1, 0, 0, 0);
  }

  private static void assertFault(
      String inMessage, double peak, double floor, int warmup, int steps) {
    assertThatThrownBy(() -> new LearningRateSchedule(peak, floor, warmup, steps))
        .isInstanceOf(GemmaException.class)
        .hasMessageContaining(inMessage);
  }
}
