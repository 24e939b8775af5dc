package gemmalab.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gemmalab.data.WindowStart;
import gemmalab.data.source.DataSource;
import gemmalab.model.ModelPreset;
import gemmalab.text.GemmaException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TrainConfigTest {

  @ParameterizedTest
  @EnumSource(ModelPreset.class)
  void everyPresetHasNumbersToTrainWith(ModelPreset preset) {
    TrainConfig config = TrainConfig.of(preset, DataSource.of("stories"));
    assertThat(config.model()).isEqualTo(preset.config());
    assertThat(config.batch().blockSize())
        .isLessThanOrEqualTo(preset.config().maxPositionEmbeddings());
  }

  @Test
  void tokensOfAnUpdateCountAllItsMicroBatches() {
    assertThat(new BatchPlan(32, 128, 32).tokensPerStep()).isEqualTo(131_072);
  }

  @Test
  void runOfAnOlderVersionKeepsWindowsThatBeginAnywhere() {
    String older = "{\"batch_size\":8,\"block_size\":256,\"gradient_accumulation_steps\":1}";
    assertThat(RunJson.GSON.fromJson(older, BatchPlan.class)).isEqualTo(new BatchPlan(8, 256, 1));
  }

  @Test
  void otherMicroBatchesKeepTheWindows() {
    BatchPlan plan = new BatchPlan(8, 256, 1, WindowStart.DOCUMENT);
    assertThat(plan.inMicroBatches(4, 2)).isEqualTo(new BatchPlan(4, 256, 2, WindowStart.DOCUMENT));
  }

  @Test
  void windowBeyondTheContextIsNamedWithBothNumbers() {
    TrainConfig nano = TrainConfig.of(ModelPreset.NANO, DataSource.of("stories"));
    assertThatThrownBy(() -> nano.withBatch(new BatchPlan(1, 300, 1)))
        .isInstanceOf(GemmaException.class)
        .hasMessageContaining("block_size is 300")
        .hasMessageContaining("256");
  }

  @Test
  void wrongNumbersAreNamedAsOnTheCommandLine() {
    assertThatThrownBy(() -> new BatchPlan(0, 1, 1)).hasMessageContaining("batch_size is 0");
    assertThatThrownBy(() -> new BatchPlan(1, 0, 1)).hasMessageContaining("block_size is 0");
    assertThatThrownBy(() -> new BatchPlan(1, 1, -2))
        .hasMessageContaining("gradient_accumulation_steps is -2");
    assertThatThrownBy(() -> new EvaluationPlan(0, 1)).hasMessageContaining("eval_interval is 0");
    assertThatThrownBy(() -> new EvaluationPlan(1, 0)).hasMessageContaining("eval_batches is 0");
    assertThatThrownBy(() -> new OptimizerConfig(0.9, 0.95, 1e-8, -0.1, true, 1))
        .hasMessageContaining("weight_decay is -0.1");
    assertThatThrownBy(() -> new OptimizerConfig(0.9, 0.95, 1e-8, 0, true, 0))
        .hasMessageContaining("clip is 0");
  }

  @Test
  void paceIsTheMedianAndTheTimeLeftThatOfTheWholeRun() {
    TrainingPace pace = new TrainingPace(10);
    assertThat(pace.secondsLeft()).isNaN();
    pace.on(new TrainEvent.Step(1, 8, 1, 5, 1e-3, 1, 100));
    pace.on(new TrainEvent.Step(2, 16, 3, 5, 1e-3, 1, 300));
    pace.on(new TrainEvent.Step(3, 24, 5, 5, 1e-3, 1, 200));
    assertThat(pace.tokensPerSecond()).isEqualTo(200);
    assertThat(pace.secondsLeft()).isEqualTo(14); // 2 s an update, 7 updates left
  }
}
