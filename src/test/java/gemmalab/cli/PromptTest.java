package gemmalab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where a prompt comes from, and what ends a text in it. */
class PromptTest {

  private static final String TEXT = "Nora had a red kite";

  @TempDir private Path folder;

  @Test
  void promptOfAFileIsTheOneOfTheOption() throws IOException {
    String story = generate("--prompt", TEXT).out();
    Path file = Files.writeString(folder.resolve("prompt.txt"), TEXT + "\n");
    assertThat(generate("--prompt_file", file.toString()).out()).isEqualTo(story);
    Path wide =
        Files.writeString(folder.resolve("wide.txt"), "\uFEFF" + TEXT, StandardCharsets.UTF_16LE);
    assertThat(generate("--prompt_file", wide.toString()).out()).isEqualTo(story);
  }

  @Test
  void withoutAPromptItIsTheOriginals() {
    assertThat(generate().out()).startsWith("Once upon a time");
  }

  @Test
  void promptComesFromTheStandardInput() {
    InputStream before = System.in;
    try {
      System.setIn(new ByteArrayInputStream(TEXT.getBytes(StandardCharsets.UTF_8)));
      assertThat(generate("--prompt_file", "-").out()).isEqualTo(generate("--prompt", TEXT).out());
    } finally {
      System.setIn(before);
    }
  }

  @Test
  void endOfTextBeginsATextAsNoPromptDoes() {
    String story = generate("--prompt", "").out();
    String marked = generate("--prompt", "<|endoftext|>").out();
    assertThat(marked).isEqualTo("<|endoftext|>" + story);
  }

  @Test
  void endOfTextWithinAPromptIsOneToken() {
    CliRun run =
        CliRun.of("attention", "--prompt", "A cat.<|endoftext|>A dog.", "--output", folder + "");
    assertThat(run.exitCode()).isEqualTo(CommandLineApp.DONE);
    assertThat(folder.resolve("overview.csv")).isRegularFile();
  }

  @Test
  void promptIsSaidOnceOrNamedAsMissing() throws IOException {
    Path file = Files.writeString(folder.resolve("prompt.txt"), TEXT);
    assertThat(generate("--prompt", TEXT, "--prompt_file", file.toString()).err())
        .contains("either --prompt or --prompt_file");
    assertThat(generate("--prompt_file", folder.resolve("none.txt").toString()).err())
        .contains("no prompt file", "none.txt");
    assertThat(CliRun.of("attention").err()).contains("no text to inspect");
    Files.write(file, new byte[] {1, 0, 2, 3, 0, 0, 9, 9});
    assertThat(generate("--prompt_file", file.toString()).err()).contains("not a text file");
  }

  private static CliRun generate(String... arguments) {
    List<String> all =
        new ArrayList<>(
            List.of("generate", "--temperature", "0", "--max_tokens", "8", "--device", "cpu"));
    all.addAll(List.of("--model_path", "models/tale-nano"));
    all.addAll(List.of(arguments));
    return CliRun.of(all.toArray(String[]::new));
  }
}
