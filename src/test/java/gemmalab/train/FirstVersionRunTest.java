package gemmalab.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import gemmalab.app.Lab;
import gemmalab.app.ResumeRequest;
import gemmalab.app.RunCatalog;
import gemmalab.app.RunSummary;
import gemmalab.checkpoint.ModelFile;
import gemmalab.tensor.ComputeDevice;
import gemmalab.train.TrainEvent.EndReason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A run that the first version wrote, with its names ({@code update}, {@code peak}, {@code
 * snapshots}), and stopped after four of six steps.
 */
class FirstVersionRunTest {

  private static final Path WRITTEN = Path.of("src/test/resources/old/run-of-first-version");

  /** What the first version went on to: the loss of steps 5 and 6. */
  private static final double[] LOSSES = {10.106215, 9.954935};

  /** Another processor rounds differently, and AdamW makes more of it. */
  private static final double ROUNDING = 2e-3;

  @TempDir private Path folder;
  private Path run = Path.of("");

  @BeforeEach
  void copyRun() throws IOException {
    run = folder.resolve("run");
    try (Stream<Path> written = Files.walk(WRITTEN)) {
      for (Path each : written.toList()) {
        Files.copy(each, run.resolve(WRITTEN.relativize(each).toString()));
      }
    }
  }

  @Test
  void configurationIsRead() {
    TrainConfig config = RunFolder.read(run).config();
    assertThat(config.schedule()).isEqualTo(new LearningRateSchedule(1e-2, 1e-3, 2, 6));
    assertThat(config.optimizer().maxGradNorm()).isEqualTo(1);
  }

  @Test
  void historyIsRead() {
    List<TrainEvent> events = RunFolder.read(run).events().read();
    assertThat(events)
        .filteredOn(TrainEvent.Step.class::isInstance)
        .extracting(TrainEvent::step)
        .containsExactly(1, 2, 3, 4);
    RunSummary summary = (RunSummary) RunCatalog.list(folder).get(0);
    assertThat(summary.steps()).isEqualTo(4);
    assertThat(summary.end()).isEqualTo(EndReason.STOPPED);
  }

  @Test
  void modelsOfTheRunOpen() {
    assertThat(ModelFile.locate(run).config().hiddenSize()).isEqualTo(16);
    assertThat(RunFolder.read(run).intermediateCheckpoints().list())
        .extracting(IntermediateCheckpoint::step)
        .containsExactly(0, 2);
  }

  @Test
  void resumedRunGoesOnAsTheFirstVersionDid() {
    try (Lab lab = Lab.forTerminal()) {
      lab.training().resume(new ResumeRequest(run, ComputeDevice.CPU), event -> {}).end().join();
    }
    RunFolder resumed = RunFolder.read(run);
    List<TrainEvent.Step> steps =
        resumed.events().read().stream()
            .filter(TrainEvent.Step.class::isInstance)
            .map(TrainEvent.Step.class::cast)
            .toList();
    assertThat(steps).extracting(TrainEvent.Step::step).containsExactly(1, 2, 3, 4, 5, 6);
    assertThat(steps.get(4).trainLoss()).isCloseTo(LOSSES[0], within(ROUNDING));
    assertThat(steps.get(5).trainLoss()).isCloseTo(LOSSES[1], within(ROUNDING));
    assertThat(resumed.intermediateCheckpoints().list())
        .extracting(IntermediateCheckpoint::step)
        .containsExactly(0, 2, 4, 6);
  }
}
