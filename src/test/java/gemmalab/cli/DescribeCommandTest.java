package gemmalab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DescribeCommandTest {

  private static final Path TIED = Path.of("src/test/resources/golden/hf_tiny_tied");

  @Test
  void eachTensorOfAFileIsToldWithHowItFits() {
    CliRun run = CliRun.of("describe", "--tensors", TIED.toString());
    assertThat(run.exitCode()).as(run.err()).isEqualTo(CommandLineApp.DONE);
    assertThat(run.out())
        .contains("names of hugging-face, F32")
        .containsPattern(
            "matched +model.embed_tokens.weight +F32 +\\(320, 64\\) +model.embed_tokens.weight");
  }

  @Test
  void modelThatDoesNotFitIsToldTensorByTensor(@TempDir Path folder) throws IOException {
    Files.copy(TIED.resolve("model.safetensors"), folder.resolve("model.safetensors"));
    String config = Files.readString(TIED.resolve("config.json"));
    Files.writeString(
        folder.resolve("config.json"),
        config.replace("\"intermediate_size\": 96", "\"intermediate_size\": 95"));
    CliRun run = CliRun.of("describe", "--tensors", folder.toString());
    assertThat(run.exitCode()).isEqualTo(CommandLineApp.FAILED);
    assertThat(run.out()).containsPattern("wrong shape +model.layers.0.mlp.up_proj.weight");
  }

  @Test
  void aModelAndAPresetTogetherAreRefusedByTheirNames() {
    CliRun run = CliRun.of("describe", TIED.toString(), "--preset", "nano");
    assertThat(run.exitCode()).isEqualTo(CommandLineApp.WRONG_USAGE);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).contains(TIED.toString(), "--preset");
  }

  @Test
  void aTokenizerThatCannotBeUsedIsToldWithItsReason() {
    CliRun run = CliRun.of("describe", TIED.resolveSibling("formats/tied_q8_0.gguf").toString());
    assertThat(run.exitCode()).isEqualTo(CommandLineApp.DONE);
    assertThat(run.out()).contains("add_space_prefix");
  }

  @Test
  void tensorsNeedAModelOnDisk() {
    CliRun run = CliRun.of("describe", "--tensors");
    assertThat(run.exitCode()).isEqualTo(CommandLineApp.WRONG_USAGE);
    assertThat(run.err()).contains("--tensors");
  }
}
