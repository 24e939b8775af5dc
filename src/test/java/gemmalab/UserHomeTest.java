package gemmalab;

import static org.assertj.core.api.Assertions.assertThat;

import gemmalab.cli.CliChild;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UserHomeTest {

  private static final String MODEL = Path.of("models/tale-nano").toAbsolutePath().toString();

  @TempDir Path folder;

  /** PyTorch, JNA and the log as well: all of them follow the user's home. */
  @Test
  void aUserWithoutAHomeGetsATemporaryOneAndNothingAppearsWhereTheCommandRuns() throws Exception {
    Path empty = Files.createDirectory(folder.resolve("empty"));
    Path temporary = Files.createDirectory(folder.resolve("temporary"));

    CliChild.Ended run =
        CliChild.run(
            empty,
            Map.of(),
            List.of("-Duser.home=?", "-Djava.io.tmpdir=" + temporary),
            "generate",
            "--model_path",
            MODEL,
            "--max_tokens",
            "1");

    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.err()).contains("\"?\" is not writable").contains(temporary.toString());
    assertThat(empty).isEmptyDirectory();
    assertThat(logOf(temporary)).contains("ai.djl");
  }

  @Test
  void aFolderIntoWhichPyTorchCannotBeUnpackedIsNamed() throws Exception {
    Path file = Files.writeString(folder.resolve("file"), "");

    CliChild.Ended run =
        CliChild.run(
            folder,
            Map.of("DJL_CACHE_DIR", file.toString(), "ENGINE_CACHE_DIR", file.toString()),
            List.of(),
            "generate",
            "--model_path",
            MODEL);

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err().lines())
        .singleElement()
        .asString()
        .contains(file.toString())
        .contains("DJL_CACHE_DIR")
        .doesNotContain("network");
  }

  @Test
  void onlyAFolderThatCanBeWrittenIsAHome() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "");
    assertThat(UserHome.isWritable(folder.toString())).isTrue();
    assertThat(UserHome.isWritable(folder.resolve("new").toString())).isTrue();
    assertThat(UserHome.isWritable(file.resolve("below").toString())).isFalse();
    assertThat(UserHome.isWritable("?")).isFalse();
    assertThat(UserHome.isWritable("")).isFalse();
    assertThat(UserHome.isWritable("\0")).isFalse();
    assertThat(folder.resolve("new")).isEmptyDirectory();
  }

  private static String logOf(Path temporary) throws IOException {
    try (Stream<Path> files = Files.walk(temporary)) {
      Path log =
          files.filter(each -> each.toString().endsWith("-0-0.log")).findFirst().orElseThrow();
      return Files.readString(log);
    }
  }
}
