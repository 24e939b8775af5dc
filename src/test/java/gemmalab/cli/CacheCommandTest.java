package gemmalab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import gemmalab.app.DataService;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CacheCommandTest {

  @TempDir private Path folder;

  @BeforeEach
  void useAnotherFolderThanTheUsers() {
    System.setProperty(DataService.FOLDER_PROPERTY, folder.toString());
  }

  @AfterEach
  void useTheUsersFolder() {
    System.clearProperty(DataService.FOLDER_PROPERTY);
  }

  @Test
  void sizeAndLimitAreShown() throws IOException {
    entry("0123456789abcdef", 1_500_000);
    entry("fedcba9876543210", 500_000);
    CliRun run = CliRun.of("cache");
    assertThat(run.exitCode()).as(run.err()).isEqualTo(CommandLineApp.DONE);
    assertThat(run.out().lines())
        .hasSize(4)
        .anyMatch(line -> line.matches("0123456789abcdef +1\\.5 +20.*"))
        .contains("2.0 of at most 10,000 MB used in " + folder.resolve("tokens"));
  }

  @Test
  void emptyCacheIsSaid() {
    CliRun run = CliRun.of("cache");
    assertThat(run.out().lines()).hasSize(1).allMatch(line -> line.startsWith("0.0 of at most"));
  }

  @Test
  void emptyDeletesTheEntriesAndSaysHowMuch() throws IOException {
    Path entry = entry("0123456789abcdef", 1_500_000);
    Path mine = Files.writeString(folder.resolve("tokens/mine.txt"), "mine");
    CliRun run = CliRun.of("cache", "--empty");
    assertThat(run.exitCode()).as(run.err()).isEqualTo(CommandLineApp.DONE);
    assertThat(run.out().lines()).containsExactly("1 entry deleted, 1.5 MB freed");
    assertThat(entry).doesNotExist();
    assertThat(mine).exists();
  }

  private Path entry(String name, int bytes) throws IOException {
    Path entry = Files.createDirectories(folder.resolve("tokens").resolve(name));
    Files.write(entry.resolve("train.bin"), new byte[bytes]);
    return entry;
  }
}
