package gemmalab.train.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gemmalab.app.Lab;
import gemmalab.app.TrainingHandle;
import gemmalab.app.TrainingRequest;
import gemmalab.model.ModelPreset;
import gemmalab.tensor.ComputeDevice;
import gemmalab.tensor.OnTensorThread;
import gemmalab.tensor.TensorEngine;
import gemmalab.tensor.TensorTurns;
import gemmalab.text.GemmaException;
import gemmalab.train.BatchPlan;
import gemmalab.train.TinyRun;
import gemmalab.train.TrainConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(OnTensorThread.class)
class RunPlannerTest {

  @Test
  void largestBatchKeepsTheTokensOfAnUpdate(TensorEngine engine) {
    TrainConfig gemma = TrainConfig.of(ModelPreset.GEMMA3_270M, TrainConfig.DEFAULT_DATA);
    RunPlanner planner = new RunPlanner(engine, ComputeDevice.CPU, TensorTurns.onThisThread());
    TrainConfig chosen = planner.withLargestBatch(gemma);
    assertThat(chosen.batch().tokensPerStep()).isEqualTo(gemma.batch().tokensPerStep());
    assertThat(MemoryEstimate.of(chosen, 164_654_976).total())
        .isLessThan(ComputeDevice.CPU.freeBytes());
  }

  @Test
  void windowsThatCannotBeHalvedExactlyAreNotLost(TensorEngine engine) {
    TrainConfig gemma =
        TrainConfig.of(ModelPreset.GEMMA3_270M, TrainConfig.DEFAULT_DATA)
            .withBatch(new BatchPlan(333, 1024, 3));
    TrainConfig chosen =
        new RunPlanner(engine, ComputeDevice.CPU, TensorTurns.onThisThread())
            .withLargestBatch(gemma);
    assertThat(chosen.batch().tokensPerStep())
        .isGreaterThanOrEqualTo(gemma.batch().tokensPerStep());
  }

  @Test
  void stepsThatForetellARunAreDoneInManySlices(TensorEngine engine, @TempDir Path folder)
      throws IOException {
    AtomicInteger slices = new AtomicInteger();
    TensorTurns counted =
        new TensorTurns() {
          @Override
          public <T extends @Nullable Object> T call(Callable<T> slice) {
            slices.incrementAndGet();
            return TensorTurns.onThisThread().call(slice);
          }
        };
    TrainConfig config = TinyRun.config(TinyRun.text(folder), 2);
    assertThat(TimeEstimate.seconds(config, engine, ComputeDevice.CPU, counted)).isPositive();
    assertThat(slices.get()).isGreaterThan(6 * 3); // six steps, three parts each
  }

  @Test
  void memoryGrowsWithTheMicroBatchAndNotWithAccumulation() {
    TrainConfig nano = TrainConfig.of(ModelPreset.NANO, TrainConfig.DEFAULT_DATA);
    MemoryEstimate one = MemoryEstimate.of(nano, 1_225_472);
    MemoryEstimate two = MemoryEstimate.of(nano.withBatch(new BatchPlan(16, 256, 1)), 1_225_472);
    assertThat(two.activations()).isEqualTo(2 * one.activations());
    assertThat(two.moments()).isEqualTo(one.moments()).isEqualTo(2L * 4 * 1_225_472);
    assertThat(MemoryEstimate.of(nano.withBatch(new BatchPlan(8, 256, 9)), 1_225_472))
        .isEqualTo(one);
  }

  @Test
  void memoryOfTheLargestBatchIsStillANumber() {
    TrainConfig gemma = TrainConfig.of(ModelPreset.GEMMA3_270M, TrainConfig.DEFAULT_DATA);
    BatchPlan largest = new BatchPlan(Integer.MAX_VALUE, 32_768, 1);
    assertThat(MemoryEstimate.of(gemma.withBatch(largest), 164_654_976).total())
        .isGreaterThan(1_000_000_000_000L);
  }

  @Test
  void planIsSaidBeforeTheFirstStep(@TempDir Path folder) throws IOException {
    try (Lab lab = Lab.forTerminal()) {
      TrainConfig config = TinyRun.config(TinyRun.text(folder), 50);
      TrainingHandle training =
          lab.training()
              .start(
                  new TrainingRequest(config, ComputeDevice.CPU, folder.resolve("run")),
                  event -> {});
      RunPlan plan = training.plan().join();
      assertThat(plan.fits()).isTrue();
      assertThat(plan.seconds()).isBetween(0.1, 600.0);
      assertThat(plan.parameters()).isGreaterThan(16 * 50_257);
      assertThat(plan.warnings()).extracting(PlanWarning::key).contains("lint.vocabularyTooLarge");
      training.stop();
      training.end().join();
    }
  }

  @Test
  void runThatWillNotFitIsRefusedBeforeItsFolderIsMade(@TempDir Path folder) throws IOException {
    try (Lab lab = Lab.forTerminal()) {
      TrainConfig huge =
          TinyRun.config(TinyRun.text(folder), 2).withBatch(new BatchPlan(100_000_000, 32, 1));
      TrainingHandle training =
          lab.training()
              .start(
                  new TrainingRequest(huge, ComputeDevice.CPU, folder.resolve("run")), event -> {});
      assertThatThrownBy(() -> training.end().join())
          .cause()
          .isInstanceOf(GemmaException.class)
          .hasMessageContaining("--batch_size auto");
      assertThat(training.plan().join().fits()).isFalse();
      assertThat(folder.resolve("run")).doesNotExist();
    }
  }
}
