package gemmalab.train;

import static org.assertj.core.api.Assertions.assertThat;

import gemmalab.app.Lab;
import gemmalab.app.ResumeRequest;
import gemmalab.app.TrainingHandle;
import gemmalab.app.TrainingRequest;
import gemmalab.files.DurableFolder;
import gemmalab.tensor.ComputeDevice;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A run that broke off goes on as if nothing had happened: the same losses, texts and weights. */
class ResumeTest {

  private static final int UPDATES = 3;
  private static final int EVAL_INTERVAL = 2;

  private static final Lab LAB = Lab.forTerminal();
  @TempDir static Path folder;
  private static final List<Path> KILLED = new ArrayList<>();
  private static Path straight = Path.of("");

  /**
   * Copies of the folder are what a kill at that moment would leave; every fourth event will do.
   */
  @BeforeAll
  static void trainWithoutABreak() throws IOException {
    TinyRun.text(folder);
    straight = folder.resolve("straight");
    AtomicInteger number = new AtomicInteger();
    TrainListener copy =
        event -> {
          if (number.getAndIncrement() % 4 == 0) {
            KILLED.add(copyOf(straight, folder.resolve("killed-after-" + number)));
          }
        };
    start(straight, copy).end().join();
  }

  @AfterAll
  static void closeLab() {
    LAB.close();
  }

  @Test
  void runThatWasKilledContinuesBitForBit() throws IOException {
    assertThat(KILLED).hasSize(4);
    for (Path run : KILLED) {
      resume(run);
      assertSameAsStraight(run);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1})
  void runThatWasStoppedContinuesBitForBit(int step) throws IOException {
    Path run = folder.resolve("stopped-" + step);
    CompletableFuture<TrainingHandle> started = new CompletableFuture<>();
    TrainListener stopper =
        event -> {
          if (event.step() == step) {
            started.join().stop();
          }
        };
    TrainingHandle training = start(run, stopper);
    started.complete(training);
    training.end().join();
    assertThat(RunFolder.read(run).checkpoints().progress().step()).isEqualTo(step);

    resume(run);
    assertSameAsStraight(run);
  }

  @Test
  void checkpointsByTimeChangeNoNumber() throws IOException {
    Path run = folder.resolve("saved");
    TrainingHandle training = start(run, event -> {});
    training.saveEvery(Duration.ZERO);
    training.end().join();

    assertThat(saved(straight)).containsExactly(0, 2, 3);
    assertThat(saved(run)).contains(1);
    assertSameAsStraight(run);
  }

  @Test
  void bestCheckpointThatAKillPreventedIsMadeFromTheLastOne() throws IOException {
    Path run = copyOf(straight, folder.resolve("without-best"));
    DurableFolder.delete(run.resolve("best"));

    resume(run);
    assertSameAsStraight(run);
    assertThat(RunFolder.read(run).checkpoints().bestStep()).isEqualTo(UPDATES);
  }

  private static TrainingHandle start(Path run, TrainListener listener) {
    TrainConfig config =
        TinyRun.config(
            folder.resolve("cats.txt"),
            UPDATES,
            TinyRun.model().withVocabSize(1_000),
            EVAL_INTERVAL);
    return LAB.training().start(new TrainingRequest(config, ComputeDevice.CPU, run), listener);
  }

  private static void resume(Path run) {
    LAB.training().resume(new ResumeRequest(run, ComputeDevice.CPU), event -> {}).end().join();
  }

  private static void assertSameAsStraight(Path run) throws IOException {
    assertThat(history(run)).as("%s", run).isEqualTo(history(straight));
    for (String file :
        new String[] {
          "last/model.safetensors", "last/optimizer.safetensors", "best/model.safetensors"
        }) {
      assertThat(Files.mismatch(run.resolve(file), straight.resolve(file))).as(file).isEqualTo(-1);
    }
    assertThat(Files.readAllLines(run.resolve("samples.jsonl"))).hasSize(3);
  }

  /** All that is not a matter of time, with every bit of every loss. */
  private static List<String> history(Path run) {
    return RunFolder.read(run).events().read().stream().flatMap(ResumeTest::timeless).toList();
  }

  private static Stream<String> timeless(TrainEvent event) {
    if (event instanceof TrainEvent.Step step) {
      return Stream.of(
          "step %d %s %s %s"
              .formatted(step.step(), step.trainLoss(), step.learningRate(), step.gradNorm()));
    }
    if (event instanceof TrainEvent.Evaluated evaluated) {
      return Stream.of("evaluated %d %s".formatted(evaluated.step(), evaluated.valLoss()));
    }
    if (event instanceof TrainEvent.Sampled sampled) {
      return Stream.of("sampled %d %s".formatted(sampled.step(), sampled.text()));
    }
    return event instanceof TrainEvent.Ended ended
        ? Stream.of("ended " + ended.reason())
        : Stream.of();
  }

  private static List<Integer> saved(Path run) {
    return RunFolder.read(run).events().read().stream()
        .filter(
            event -> event instanceof TrainEvent.Saved saved && saved.checkpoint().equals("last"))
        .map(TrainEvent::step)
        .toList();
  }

  private static Path copyOf(Path run, Path copy) {
    try (Stream<Path> all = Files.walk(run)) {
      for (Path each : all.toList()) {
        Files.copy(each, copy.resolve(run.relativize(each).toString()));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return copy;
  }
}
