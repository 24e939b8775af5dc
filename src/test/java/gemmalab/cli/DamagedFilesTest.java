package gemmalab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A file of another kind is one sentence, in words of people. */
class DamagedFilesTest {

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"", "null", "{}", "[]", "{", "text", "{\"initial_weights\": \"x\"}"})
  void recipeThatIsNoneIsOneSentence(String content) throws IOException {
    Path recipe = Files.writeString(folder.resolve("recipe.json"), content);
    assertOneSentence(
        CliRun.of("parity", "--recipe", recipe.toString(), "--golden", "absent"), recipe);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "null", "{}", "[]", "[1", "text", "{\"recipe\": 1}"})
  void runWithADamagedConfigurationIsOneSentence(String content) throws IOException {
    Path config = Files.writeString(folder.resolve("config.json"), content);
    String run = folder.toString();
    assertOneSentence(CliRun.of("runs", "compare", run, run), config);
    assertOneSentence(CliRun.of("runs", "export", run, "--output", run + "/a.csv"), config);
  }

  @ParameterizedTest
  @ValueSource(strings = {"[1", "text", "\"text\"", "{\"vocab_size\": []}"})
  void modelWithADamagedConfigurationIsOneSentence(String content) throws IOException {
    Files.createFile(folder.resolve("model.safetensors"));
    Path config = Files.writeString(folder.resolve("config.json"), content);
    assertOneSentence(CliRun.of("describe", folder.toString()), config);
  }

  @Test
  void fileThatIsNoModelIsNotDescribedAsOne() throws IOException {
    Path text = Files.writeString(folder.resolve("letter.txt"), "Dear cat,");
    assertOneSentence(CliRun.of("describe", text.toString()), text);
  }

  private static void assertOneSentence(CliRun run, Path file) {
    assertThat(run.exitCode()).isEqualTo(CommandLineApp.FAILED);
    assertThat(run.out()).isEmpty();
    assertThat(run.err().lines())
        .singleElement()
        .asString()
        .contains(file.toString())
        .doesNotContain("Exception", "https://", "invoke");
  }
}
