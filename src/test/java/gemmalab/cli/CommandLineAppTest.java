package gemmalab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

class CommandLineAppTest {

  private static final Path GOLDEN = Path.of("src/test/resources/golden");

  @Test
  void describePrintsBothTreesAndCounts() throws IOException {
    CliRun run = CliRun.of("describe");
    assertThat(run.exitCode()).isEqualTo(CommandLineApp.DONE);
    assertThat(run.out().replace("\r\n", "\n"))
        .startsWith(Files.readString(GOLDEN.resolve("module-trees.txt")))
        .contains("gemma3-270m-base: 268,098,176 parameters")
        .contains("gemma3-270m: 164,654,976 parameters");
  }

  @ParameterizedTest
  @CsvSource({"nano, Gemma3ForCausalLM(", "gemma3-270m, Gemma3Model("})
  void describePrintsAPreset(String preset, String tree) {
    assertThat(CliRun.of("describe", "--preset", preset).out()).startsWith(tree);
  }

  @Test
  void describePrintsAModelOnDisk() {
    CliRun run = CliRun.of("describe", GOLDEN.resolve("seed_tiny").toString());
    assertThat(run.exitCode()).isEqualTo(CommandLineApp.DONE);
    assertThat(run.out()).startsWith("Gemma3Model(").contains("parameters");
  }

  @Test
  void generateHasTheOriginalsDefaults() {
    Map<String, OptionSpec> options = options("generate");
    assertThat(initial(options, "--max_tokens")).isEqualTo(200);
    assertThat(initial(options, "--temperature")).isEqualTo(1.0);
    assertThat(initial(options, "--device")).isEqualTo("auto");
    assertThat(Objects.requireNonNull(options.get("--model_path")).initialValue())
        .as("found by UsualModel, which takes the original's best_model_params.pt first")
        .isNull();
    assertThat(Objects.requireNonNull(options.get("--top_k")).initialValue()).isNull();
    assertThat(Objects.requireNonNull(options.get("--top_p")).initialValue()).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"generate", "train", "parity", "describe"})
  void everyOptionWithAnUnderscoreHasAHyphenatedTwin(String command) {
    options(command)
        .forEach(
            (name, option) -> {
              if (name.contains("_")) {
                assertThat(option.names()).contains(name.replace('_', '-'));
              }
            });
  }

  @ParameterizedTest
  @ValueSource(strings = {"hf_tiny_a", "seed_tiny"})
  void parityWithinToleranceIsDone(String model) {
    CliRun run = parity("--model", GOLDEN.resolve(model), model, "1e-4");
    assertThat(run.exitCode()).isEqualTo(CommandLineApp.DONE);
    assertThat(run.out()).contains("within tolerance").doesNotContain("FAIL");
  }

  @Test
  void parityOverToleranceFails() {
    CliRun run = parity("--model", GOLDEN.resolve("hf_tiny_a"), "hf_tiny_a", "1e-12");
    assertThat(run.exitCode()).isEqualTo(CommandLineApp.FAILED);
    assertThat(run.out()).contains("FAIL");
  }

  @Test
  void parityOfARecipeIsDone() {
    CliRun run = parity("--recipe", GOLDEN.resolve("train_tiny/recipe.json"), "train_tiny", "1e-4");
    assertThat(run.exitCode()).isEqualTo(CommandLineApp.DONE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"--help", "help", "help generate", "train --help", "--version"})
  void helpIsDone(String line) {
    CliRun run = CliRun.of(line.split(" ", -1));
    assertThat(run.exitCode()).isEqualTo(CommandLineApp.DONE);
    assertThat(run.out()).isNotBlank();
    assertThat(run.err()).isEmpty();
  }

  private static CliRun parity(String option, Path subject, String golden, String tolerance) {
    return CliRun.of(
        "parity",
        option,
        subject.toString(),
        "--golden",
        GOLDEN.resolve(golden).resolve("golden.safetensors").toString(),
        "--tolerance",
        tolerance);
  }

  private static Object initial(Map<String, OptionSpec> options, String name) {
    return Objects.requireNonNull(Objects.requireNonNull(options.get(name)).initialValue());
  }

  private static Map<String, OptionSpec> options(String command) {
    PrintWriter nowhere = new PrintWriter(new StringWriter());
    CommandLine line = CommandLineApp.create(nowhere, nowhere);
    return Objects.requireNonNull(line.getSubcommands().get(command)).getCommandSpec().optionsMap();
  }
}
