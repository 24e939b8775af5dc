package gemmalab.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import gemmalab.app.MachineSpeed.Trial;
import gemmalab.model.GemmaConfig;
import gemmalab.model.ModelPreset;
import gemmalab.tensor.Precision;
import gemmalab.train.BatchPlan;
import org.junit.jupiter.api.Test;

class MachineSpeedTest {

  private static final GemmaConfig NANO = ModelPreset.NANO.config();
  private static final GemmaConfig MINI = ModelPreset.MINI.config();
  private static final BatchPlan BATCH = new BatchPlan(2, 256, 1);

  @Test
  void bothTrialsArePredictedAsTheyWereMeasured() {
    MachineSpeed speed =
        MachineSpeed.of(
            new Trial(NANO, BATCH, 0.060, 0.001),
            new Trial(MINI, BATCH, 0.410, 0.010),
            Precision.FP32);

    double wide = speed.trainingTokensPerSecond(MINI, 2, 256);
    assertThat(wide).isCloseTo(512 / 0.420, within(1.0));
    assertThat(512 / speed.trainingTokensPerSecond(NANO, 2, 256)).isCloseTo(0.061, within(0.001));
  }

  @Test
  void aLargerModelIsSlowerAndALargerBatchSharesTheUpdate() {
    MachineSpeed speed =
        MachineSpeed.of(
            new Trial(NANO, BATCH, 0.060, 0.001),
            new Trial(MINI, BATCH, 0.410, 0.010),
            Precision.FP32);
    GemmaConfig large = ModelPreset.GEMMA3_270M.config();

    assertThat(speed.trainingTokensPerSecond(large, 2, 256))
        .isLessThan(speed.trainingTokensPerSecond(MINI, 2, 256));
    assertThat(speed.trainingTokensPerSecond(large, 8, 256))
        .isGreaterThan(speed.trainingTokensPerSecond(large, 1, 256));
  }

  @Test
  void trialsTooNoisyToTellTheRatesApartStillGiveAPositiveSpeed() {
    MachineSpeed speed =
        MachineSpeed.of(
            new Trial(NANO, BATCH, 9, 0.001), new Trial(MINI, BATCH, 0.3, 0.01), Precision.FP32);

    assertThat(speed.trainingTokensPerSecond(MINI, 2, 256)).isCloseTo(512 / 0.31, within(1.0));
  }
}
