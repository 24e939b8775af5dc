package gemmalab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import gemmalab.checkpoint.ModelFolder;
import gemmalab.model.Gemma3Model;
import gemmalab.model.TinyModels;
import gemmalab.tensor.TensorEngine;
import gemmalab.tensor.TensorThread;
import gemmalab.tensor.TensorTurns;
import gemmalab.tokenizer.Gpt2Tokenizer;
import gemmalab.train.TinyRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AttentionCommandTest {

  @Test
  void withoutAHeadOnlyTheOverviewIsWritten(@TempDir Path folder) throws IOException {
    writeModel(folder);
    Path output = folder.resolve("maps");

    CliRun run = attention(folder, output);

    assertThat(run.err()).isEmpty();
    assertThat(run.exitCode()).isEqualTo(CommandLineApp.DONE);
    assertThat(output.toFile().list()).hasSize(2);
    assertThat(Files.readAllLines(output.resolve("overview.csv")))
        .startsWith("layer,head,entropy_bits,mean_distance,share_on_first,label")
        .anyMatch(line -> line.startsWith("1,1,"));
    assertThat(ImageIO.read(output.resolve("overview.png").toFile()).getWidth()).isGreaterThan(100);
    assertThat(run.out()).contains("wrote").contains("overview.png");
  }

  @Test
  void aHeadsMapHasARowAndAColumnForEachToken(@TempDir Path folder) throws IOException {
    writeModel(folder);
    Path output = folder.resolve("maps");

    attention(folder, output, "--layer", "2", "--head", "1");

    assertThat(output.resolve("layer-2-head-1.png")).exists();
    assertThat(Files.readAllLines(output.resolve("layer-2-head-1.csv")))
        .startsWith("token,A, cat, sat", "A,1.0,,")
        .hasSize(4);
  }

  @Test
  void aWindowOfOneLetsALocalTokenSeeItselfAlone(@TempDir Path folder) throws IOException {
    writeModel(folder);
    Path output = folder.resolve("maps");

    attention(folder, output, "--layer", "1", "--head", "1", "--window", "1");

    assertThat(Files.readAllLines(output.resolve("layer-1-head-1.csv")))
        .contains("A,1.0,,", " cat,,1.0,", " sat,,,1.0");
  }

  @Test
  void aHeadThatTheModelLacksIsWrongUsage(@TempDir Path folder) {
    writeModel(folder);
    CliRun run = attention(folder, folder.resolve("maps"), "--layer", "1", "--head", "9");
    assertThat(run.exitCode()).isEqualTo(CommandLineApp.WRONG_USAGE);
    assertThat(run.err()).contains("head is 9; use 1 to 4");
    assertThat(folder.resolve("maps")).doesNotExist();
  }

  @Test
  void aLayerAloneIsWrongUsage(@TempDir Path folder) {
    assertThat(attention(folder, folder, "--layer", "1").exitCode())
        .isEqualTo(CommandLineApp.WRONG_USAGE);
  }

  private static CliRun attention(Path model, Path output, String... more) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "attention",
                "--model_path",
                model.toString(),
                "--prompt",
                "A cat sat",
                "--output",
                output.toString()));
    arguments.addAll(List.of(more));
    return CliRun.of(arguments.toArray(String[]::new));
  }

  private static void writeModel(Path folder) {
    try (TensorThread thread = TensorThread.start()) {
      boolean written =
          thread
              .call(
                  () -> {
                    TensorEngine engine = TensorEngine.onThisThread();
                    try (Gemma3Model model = TinyModels.random(engine, TinyRun.model())) {
                      ModelFolder.write(
                          model, new Gpt2Tokenizer(), folder, TensorTurns.onThisThread());
                    }
                    return true;
                  })
              .join();
      assertThat(written).isTrue();
    }
  }
}
