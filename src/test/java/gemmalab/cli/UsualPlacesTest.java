package gemmalab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import gemmalab.train.TinyRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands that are not told where: they keep runs in one place, and find them there. */
class UsualPlacesTest {

  private static final String HOME = "user.home";

  @TempDir private Path home;
  private final String homeBefore = System.getProperty(HOME);

  @BeforeEach
  void move() {
    System.setProperty(HOME, home.toString());
  }

  @AfterEach
  void moveBack() {
    System.setProperty(HOME, homeBefore);
  }

  @Test
  void trainThenGenerateWithoutPlacesWorkOneAfterTheOther() throws IOException {
    CliRun trained =
        CliRun.of(
            "train --data %s --max_steps 1 --batch_size 1 --block_size 16 --eval_batches 1"
                .replace("%s", TinyRun.text(home).toString())
                .split(" "));
    assertThat(trained.exitCode()).as(trained.err()).isZero();
    Path run = onlyRun(home.resolve("GemmaLab/runs"));
    assertThat(run.getFileName().toString()).matches("nano-\\d{8}-\\d{6}");

    CliRun written = CliRun.of("generate", "--max_tokens", "2");
    assertThat(written.exitCode()).as(written.err()).isZero();
    assertThat(written.out()).startsWith("Once upon a time");
    assertThat(written.err().lines().toList().get(0))
        .isEqualTo("model: best checkpoint of the newest run, " + run);

    assertRunIsFoundByItsName(run.getFileName().toString());
  }

  private static void assertRunIsFoundByItsName(String name) {
    assertThat(CliRun.of("runs", "list").out()).contains(name);
    CliRun compared = CliRun.of("runs", "compare", name, name);
    assertThat(compared.exitCode()).as(compared.err()).isZero();
    CliRun described = CliRun.of("describe", name);
    assertThat(described.exitCode()).as(described.err()).isZero();
  }

  @Test
  void generateWithoutRunsTakesTheModelInTheBox() {
    CliRun written = CliRun.of("generate", "--max_tokens", "2");
    assertThat(written.exitCode()).as(written.err()).isZero();
    assertThat(written.err()).contains("tale-nano, bundled with the app");
  }

  @Test
  void usualPlaceWithoutRunsIsAnEmptyList() {
    CliRun list = CliRun.of("runs", "list");
    assertThat(list.exitCode()).as(list.err()).isZero();
    assertThat(list.out().lines()).hasSize(1);
  }

  private static Path onlyRun(Path runs) throws IOException {
    try (Stream<Path> inside = Files.list(runs)) {
      List<Path> all = inside.toList();
      assertThat(all).hasSize(1);
      return all.get(0);
    }
  }
}
