package gemmalab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import org.junit.jupiter.api.Test;

class BenchCommandTest {

  @Test
  void trainPrintsOneLineOfJsonWithItsPhases() {
    CliRun run =
        CliRun.of("bench", "train", "--steps", "2", "--batch_size", "1", "--block_size", "16");
    assertThat(run.exitCode()).isZero();
    JsonObject line = JsonParser.parseString(run.out()).getAsJsonObject();
    double rate = line.get("tokens_per_second").getAsDouble();
    assertThat(rate)
        .isPositive()
        .isBetween(
            line.get("tokens_per_second_min").getAsDouble(),
            line.get("tokens_per_second_max").getAsDouble());
    assertThat(line.get("forward_ms").getAsDouble()).isPositive();
    assertThat(line.get("backward_ms").getAsDouble()).isPositive();
    assertThat(line.get("optimizer_ms").getAsDouble()).isPositive();
    assertThat(line.get("block_size").getAsInt()).isEqualTo(16);
    assertThat(line.get("device").getAsString()).as("where it ran").isIn("cpu", "cuda");
  }

  @Test
  void generatePrintsOneLineOfJson() {
    CliRun run = CliRun.of("bench", "generate", "--rounds", "1", "--max_tokens", "5");
    assertThat(run.exitCode()).isZero();
    JsonObject line = JsonParser.parseString(run.out()).getAsJsonObject();
    assertThat(line.get("prefill_tokens_per_second").getAsDouble()).isPositive();
    assertThat(line.get("decode_tokens_per_second").getAsDouble()).isPositive();
    assertThat(line.get("first_token_ms").getAsDouble()).isPositive();
  }

  @Test
  void stepsThatDoNotFitIntoMemoryAreRefused() {
    CliRun run = CliRun.of("bench", "train", "--steps", "1", "--batch_size", "2147483647");
    assertThat(run.exitCode()).isEqualTo(CommandLineApp.FAILED);
    assertThat(run.err().lines()).singleElement().asString().contains("GB of memory");
  }

  @Test
  void blockBeyondTheContextIsRefused() {
    CliRun run = CliRun.of("bench", "train", "--steps", "1", "--block_size", "2147483647");
    assertThat(run.exitCode()).isEqualTo(CommandLineApp.FAILED);
    assertThat(run.err().lines()).singleElement().asString().contains("context length is 256");
  }

  @Test
  void withoutATaskItSaysWhichThereAre() {
    CliRun run = CliRun.of("bench");
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("bench train", "bench generate");
  }
}
