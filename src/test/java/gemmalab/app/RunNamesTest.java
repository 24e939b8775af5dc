package gemmalab.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunNamesTest {

  private static final LocalDateTime NOON = LocalDateTime.of(2025, 1, 2, 12, 0, 5);

  @Test
  void nameIsThePresetAndTheTime(@TempDir Path runs) {
    assertThat(RunNames.newFolder(runs, "nano", NOON))
        .isEqualTo(runs.resolve("nano-20250102-120005"));
  }

  @Test
  void runsOfOneSecondGetFoldersOfTheirOwn(@TempDir Path runs) throws IOException {
    Files.createDirectory(RunNames.newFolder(runs, "nano", NOON));
    Files.createDirectory(RunNames.newFolder(runs, "nano", NOON));
    assertThat(RunNames.newFolder(runs, "nano", NOON))
        .isEqualTo(runs.resolve("nano-20250102-120005-3"));
  }
}
