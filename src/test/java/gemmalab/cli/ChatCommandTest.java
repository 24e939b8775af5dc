package gemmalab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import gemmalab.app.ChatModels;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChatCommandTest {

  @TempDir private Path folder;

  @Test
  void eachLineIsATurnUntilTheInputEnds() throws IOException {
    CliRun run = chat(ChatModels.write(folder, 200), "Hello\n\nAnd you? 猫\n");
    assertThat(run.exitCode()).isEqualTo(CommandLineApp.DONE);
    assertThat(run.out().lines()).hasSizeGreaterThanOrEqualTo(2);
    assertThat(run.err().split("ended: ", -1)).hasSize(3);
    assertThat(run.out()).doesNotContain("Hello", "_of_turn>");
  }

  @Test
  void aPromptIsOneTurn() throws IOException {
    CliRun run =
        chat(ChatModels.write(folder, 200), "not read", "--prompt", "Hi", "--system", "Be brief.");
    assertThat(run.exitCode()).isEqualTo(CommandLineApp.DONE);
    assertThat(run.err().split("ended: ", -1)).hasSize(2);
  }

  @Test
  void whatNoLongerFitsIsDroppedAndSaid() throws IOException {
    CliRun run = chat(ChatModels.write(folder, 60), "one two three\n".repeat(4));
    assertThat(run.exitCode()).isEqualTo(CommandLineApp.DONE);
    assertThat(run.err()).contains("oldest");
  }

  @Test
  void aTurnThatIsLongerThanTheContextIsRefusedAndTheNextOneAnswered() throws IOException {
    CliRun run = chat(ChatModels.write(folder, 60), "x".repeat(500) + "\nHi\n");
    assertThat(run.exitCode()).isEqualTo(CommandLineApp.DONE);
    assertThat(run.err()).contains("60").contains("ended: ");
  }

  @Test
  void whoCannotTakeTurnsIsToldWhatCan() {
    CliRun run = chat(Path.of("models/tale-nano"), "Hi\n");
    assertThat(run.exitCode()).isEqualTo(CommandLineApp.FAILED);
    assertThat(run.err()).contains("google/gemma-3-270m-it");
  }

  @Test
  void systemWithoutChatIsWrongUsage() {
    CliRun run = CliRun.of("generate", "--system", "Be brief.");
    assertThat(run.exitCode()).isEqualTo(CommandLineApp.WRONG_USAGE);
    assertThat(run.err()).contains("--chat");
  }

  private static CliRun chat(Path model, String input, String... more) {
    List<String> arguments = new ArrayList<>(List.of("generate", "--chat", "--model_path"));
    arguments.add(model.toString());
    arguments.addAll(List.of("--max_tokens", "8", "--seed", "1"));
    arguments.addAll(List.of(more));
    InputStream before = System.in;
    try {
      System.setIn(new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)));
      return CliRun.of(arguments.toArray(String[]::new));
    } finally {
      System.setIn(before);
    }
  }
}
