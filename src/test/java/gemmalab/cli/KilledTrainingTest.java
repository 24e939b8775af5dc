package gemmalab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import gemmalab.app.RunSummary;
import gemmalab.train.RunFolder;
import gemmalab.train.TinyRun;
import gemmalab.train.TrainEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The quick cousin of {@code KillTrial}: a real process, killed once. */
class KilledTrainingTest {

  private static final String STEPS = "4";

  @TempDir Path folder;

  @Test
  void trainingThatWasKilledOpensIsResumedAndLosesNothing() throws Exception {
    String text = TinyRun.text(folder).toString();
    String straight = folder.resolve("straight").toString();
    String killed = folder.resolve("killed").toString();
    CliRun whole = CliRun.of(train(text, straight));
    assertThat(whole.exitCode()).as(whole.err()).isEqualTo(CommandLineApp.DONE);

    kill(CliChild.start(folder.resolve("log"), train(text, killed)), Path.of(killed));
    RunSummary summary = RunSummary.of(Path.of(killed));
    assertThat(summary.running()).isFalse();
    assertThat(summary.end()).isNull();
    CliRun resumed = CliRun.of("train", "--resume", killed, "--device", "cpu");
    assertThat(resumed.exitCode()).as(resumed.err()).isEqualTo(CommandLineApp.DONE);

    assertThat(losses(killed)).hasSize(4).isEqualTo(losses(straight));
    String moments = "last/optimizer.safetensors";
    assertThat(Files.mismatch(Path.of(killed, moments), Path.of(straight, moments))).isEqualTo(-1);
  }

  /** Once it has a checkpoint and steps that are later. */
  private static void kill(Process process, Path run) throws Exception {
    long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(2);
    while (process.isAlive() && !hasStep(run)) {
      assertThat(System.nanoTime()).isLessThan(deadline);
      Thread.sleep(1);
    }
    process.destroyForcibly();
    assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
    assertThat(hasStep(run)).isTrue();
  }

  private static boolean hasStep(Path run) throws IOException {
    return run.resolve("events.jsonl").toFile().exists()
        && RunFolder.read(run).events().read().stream().anyMatch(event -> event.step() == 3);
  }

  private static List<Double> losses(String run) {
    return RunFolder.read(Path.of(run)).events().read().stream()
        .filter(TrainEvent.Step.class::isInstance)
        .map(event -> ((TrainEvent.Step) event).trainLoss())
        .toList();
  }

  private static String[] train(String text, String output) {
    return new String[] {
      "train",
      "--data",
      text,
      "--output",
      output,
      "--max_steps",
      STEPS,
      "--batch_size",
      "1",
      "--block_size",
      "16",
      "--eval_interval",
      "2",
      "--eval_batches",
      "1",
      "--device",
      "cpu"
    };
  }
}
