package gemmalab.app;

import static org.assertj.core.api.Assertions.assertThat;

import gemmalab.app.UsualModel.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UsualModelTest {

  private static final Path RUN = Path.of("models/tale-nano");
  private static final Instant NOON = Instant.parse("2025-01-01T12:00:00Z");

  @TempDir private Path current;
  @TempDir private Path runs;

  @BeforeEach
  void twoRuns() throws IOException {
    run("a-newer", NOON.plusSeconds(60));
    run("b-older", NOON);
  }

  @Test
  void fileOfTheOriginalInTheCurrentFolderComesFirst() throws IOException {
    Path original = Files.createFile(current.resolve("best_model_params.pt"));
    assertThat(UsualModel.find(current, runs)).isEqualTo(new UsualModel(original, Reason.ORIGINAL));
  }

  @Test
  void runThatBeganLastComesNext() {
    assertThat(UsualModel.find(current, runs))
        .isEqualTo(new UsualModel(runs.resolve("a-newer"), Reason.NEWEST_RUN));
  }

  @Test
  void runsWithoutACheckpointOrWithADamagedConfigurationDoNotServe() throws IOException {
    Path newest = run("newest", NOON.plusSeconds(120));
    Files.delete(newest.resolve("best/model.safetensors"));
    Path damaged = run("damaged", NOON.plusSeconds(180));
    Files.writeString(damaged.resolve("config.json"), "{");
    Files.createDirectory(runs.resolve("no run"));
    assertThat(UsualModel.find(current, runs).path()).isEqualTo(runs.resolve("a-newer"));
  }

  @Test
  void modelInTheBoxIsTheLast() throws IOException {
    UsualModel usual = UsualModel.find(current, runs.resolve("absent"));
    assertThat(usual.reason()).isEqualTo(Reason.BUNDLED);
    assertThat(Files.isSameFile(usual.path(), RUN)).isTrue();
  }

  private Path run(String name, Instant began) throws IOException {
    Path run = runs.resolve(name);
    Files.createDirectories(run.resolve("best"));
    Files.createFile(run.resolve("events.jsonl"));
    Path weights = RUN.resolve("best/model.safetensors");
    Files.copy(weights, run.resolve("best/model.safetensors"));
    Files.copy(RUN.resolve("best/config.json"), run.resolve("best/config.json"));
    Path config = Files.copy(RUN.resolve("config.json"), run.resolve("config.json"));
    Files.setLastModifiedTime(config, FileTime.from(began));
    return run;
  }
}
