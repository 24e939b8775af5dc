package gemmalab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import gemmalab.Waiting;
import gemmalab.train.RunFolder;
import gemmalab.train.TinyRun;
import gemmalab.train.TrainEvent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A real process that is asked to end, as by a shutdown of the machine or a closed terminal. */
@DisabledOnOs(OS.WINDOWS) // which ends a process without asking it
class StoppedTrainingTest {

  private static final int TERMINATED = 128 + 15;

  @TempDir Path folder;

  @Test
  void trainingThatIsAskedToEndSavesItsLastStep() throws Exception {
    Path run = folder.resolve("run");
    Process process =
        CliChild.start(
            folder.resolve("log"),
            ("train --preset nano --max_steps 100000 --batch_size 1 --block_size 16"
                    + " --eval_interval 100000 --eval_batches 1 --device cpu --output "
                    + run
                    + " --data "
                    + TinyRun.text(folder))
                .split(" ", -1));
    Waiting.until(() -> steps(run).size() > 2 || !process.isAlive(), () -> {});
    process.destroy();
    assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();

    assertThat(process.exitValue()).isEqualTo(TERMINATED);
    RunFolder saved = RunFolder.read(run);
    assertThat(saved.checkpoints().steps()).isEqualTo(steps(run).size());
    List<TrainEvent> events = saved.events().read();
    assertThat(events.get(events.size() - 1))
        .isInstanceOfSatisfying(
            TrainEvent.Ended.class,
            end -> assertThat(end.reason()).isEqualTo(TrainEvent.EndReason.STOPPED));
    assertThat(Files.readString(folder.resolve("log"))).contains("saving the run");
  }

  private static List<TrainEvent> steps(Path run) {
    return Files.exists(run.resolve("config.json"))
        ? RunFolder.read(run).events().read().stream()
            .filter(TrainEvent.Step.class::isInstance)
            .toList()
        : List.of();
  }
}
