package gemmalab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConvertCommandTest {

  private static final Path MODEL = Path.of("models/tale-nano/best");

  @TempDir private Path folder;

  @Test
  void bundledModelIsWrittenAndOpensAgain() {
    Path output = folder.resolve("tale.pt");
    CliRun run = convert(MODEL, output, "--to", "original", "--dtype", "bfloat16");
    assertThat(run.err()).isEmpty();
    assertThat(run.out()).startsWith(output + " written: ").contains(" MB in ");
    assertThat(run.exitCode()).isEqualTo(CommandLineApp.DONE);
    CliRun described = CliRun.of("describe", "--tensors", output.toString());
    assertThat(described.exitCode()).isEqualTo(CommandLineApp.DONE);
    assertThat(described.out()).contains("out_head.weight", "bfloat16");
  }

  @Test
  void whatLlamaCppReadsOtherwiseIsSaid() {
    CliRun run = convert(MODEL, folder.resolve("tale.gguf"), "--to", "gguf", "--dtype", "q8_0");
    assertThat(run.exitCode()).isEqualTo(CommandLineApp.DONE);
    assertThat(run.err()).contains("llama.cpp drops the space");
    assertThat(folder.resolve("tale.gguf")).isRegularFile();
  }

  @Test
  void existingFileStaysWithoutOverwrite() throws IOException {
    Path output = Files.writeString(folder.resolve("tale.pt"), "old");
    CliRun refused = convert(MODEL, output, "--to", "original");
    assertThat(refused.exitCode()).isEqualTo(CommandLineApp.FAILED);
    assertThat(refused.err()).contains("already exists");
    assertThat(output).hasContent("old");
    assertThat(convert(MODEL, output, "--to", "original", "--overwrite").exitCode())
        .isEqualTo(CommandLineApp.DONE);
    assertThat(Files.size(output)).isGreaterThan(1_000);
  }

  @ParameterizedTest
  @CsvSource({
    "--to onnx, onnx",
    "--to gguf --dtype int4, int4",
    "--to original --dtype q8_0, q8_0",
    "--dtype float32, --to"
  })
  void combinationsThatCannotBeAreWrongUsage(String options, String named) {
    CliRun run = convert(MODEL, folder.resolve("x"), options.split(" ", -1));
    assertThat(run.exitCode()).isEqualTo(CommandLineApp.WRONG_USAGE);
    assertThat(run.err()).contains(named);
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void modelThatIsNotThereIsNamed() {
    CliRun run = convert(folder.resolve("nowhere"), folder.resolve("x"), "--to", "gguf");
    assertThat(run.exitCode()).isEqualTo(CommandLineApp.FAILED);
    assertThat(run.err()).contains("nowhere");
  }

  private static CliRun convert(Path model, Path output, String... options) {
    String[] all = new String[options.length + 3];
    all[0] = "convert";
    all[1] = model.toString();
    all[2] = output.toString();
    System.arraycopy(options, 0, all, 3, options.length);
    return CliRun.of(all);
  }
}
