package gemmalab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WrongUsageTest {

  @ParameterizedTest
  @CsvSource({
    "generate, --top_k, 0, top_k is 0",
    "generate, --top-k, 0, top_k is 0",
    "generate, --top_p, 1.5, top_p is 1.5",
    "generate, --min-p, -1, min_p is -1",
    "generate, --repetition_penalty, 0, repetition_penalty is 0",
    "generate, --temperature, -1, temperature is -1",
    "generate, --max_tokens, 0, max_tokens is 0",
    "generate, --max-tokens, -3, max_tokens is -3",
    "generate, --device, tpu, \"tpu\"",
    "generate, --top_k, many, many",
    "train, --device, tpu, \"tpu\"",
    "train, --preset, giant, \"giant\"",
    "train, --precision, int8, \"int8\"",
    "train, --vocabulary, tiny, \"tiny\"",
    "train, --max_steps, 0, max_steps is 0",
    "train, --max-steps, -1, max_steps is -1",
    "train, --batch-size, 0, batch_size is 0",
    "train, --block_size, 9999, 'block_size is 9,999'",
    "train, --gradient-accumulation-steps, 0, gradient_accumulation_steps is 0",
    "train, --learning-rate, 0, learning_rate is 0",
    "train, --min-lr, -1, min_lr is -1",
    "train, --warmup-steps, -1, warmup_steps is -1",
    "train, --weight-decay, -1, weight_decay is -1",
    "train, --clip, 0, clip is 0",
    "train, --eval-interval, 0, eval_interval is 0",
    "train, --eval-batches, 0, eval_batches is 0",
    "train, --save-minutes, 0, save_minutes is 0",
    "describe, --preset, giant, \"giant\""
  })
  void wrongValueIsNamedInOneSentence(
      String command, String option, String value, String inMessage) {
    CliRun run = CliRun.of(command, option, value);
    assertThat(run.exitCode()).isEqualTo(CommandLineApp.WRONG_USAGE);
    assertThat(run.out()).isEmpty();
    assertThat(run.err().lines().toList())
        .hasSize(2)
        .first()
        .asString()
        .contains(inMessage.replace("''", "'"));
    assertThat(run.err()).contains("Try: gemma-lab " + command + " --help");
  }

  @ParameterizedTest
  @CsvSource({"parity", "frobnicate", "generate --frobnicate", "describe a b"})
  void whatIsNoCommandIsWrongUsage(String line) {
    assertThat(CliRun.of(line.split(" ", -1)).exitCode()).isEqualTo(CommandLineApp.WRONG_USAGE);
  }

  @Test
  void modelAndRecipeTogetherAreWrongUsage() {
    CliRun run = CliRun.of("parity", "--model", "a", "--recipe", "b", "--golden", "c");
    assertThat(run.exitCode()).isEqualTo(CommandLineApp.WRONG_USAGE);
  }

  @Test
  void parityOnNoKnownDeviceIsWrongUsage() {
    CliRun run = CliRun.of("parity", "--model", "a", "--golden", "c", "--device", "tpu");
    assertThat(run.exitCode()).isEqualTo(CommandLineApp.WRONG_USAGE);
    assertThat(run.err()).contains("tpu");
  }

  @Test
  void missingModelFails(@TempDir Path folder) {
    Path absent = folder.resolve("absent");
    CliRun run = CliRun.of("generate", "--model_path", absent.toString());
    assertFailed(run, absent.toString());
  }

  @Test
  void missingModelCannotBeDescribed(@TempDir Path folder) {
    Path absent = folder.resolve("absent");
    assertFailed(CliRun.of("describe", absent.toString()), absent.toString());
  }

  @Test
  void failedTrainingLeavesNothingBehind(@TempDir Path folder) throws IOException {
    String output = folder.resolve("run").toString();
    assertFailed(
        CliRun.of("train", "--output", output, "--data", folder.resolve("a.txt").toString()),
        "a.txt");
    Path text = Files.writeString(folder.resolve("b.txt"), "Once upon a time.");
    assertFailed(CliRun.of("train", "--output", output, "--data", text.toString()), "tokens");
    assertThat(names(folder)).containsExactly("b.txt");
  }

  @Test
  void failedResumeLeavesNothingBehind(@TempDir Path folder) throws IOException {
    String absent = folder.resolve("absent").toString();
    assertFailed(CliRun.of("train", "--resume", absent), absent);
    assertThat(names(folder)).isEmpty();
  }

  @Test
  void missingGoldenFileLeavesNothingBehind(@TempDir Path folder) throws IOException {
    String golden = folder.resolve("golden.safetensors").toString();
    CliRun run =
        CliRun.of("parity", "--model", "src/test/resources/golden/hf_tiny_a", "--golden", golden);
    assertFailed(run, golden);
    assertThat(names(folder)).isEmpty();
  }

  private static void assertFailed(CliRun run, String inMessage) {
    assertThat(run.exitCode()).isEqualTo(CommandLineApp.FAILED);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).contains(inMessage).doesNotContain("Exception");
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> inside = Files.list(folder)) {
      return inside.map(path -> String.valueOf(path.getFileName())).toList();
    }
  }
}
