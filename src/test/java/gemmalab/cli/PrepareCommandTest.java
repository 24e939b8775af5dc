package gemmalab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import gemmalab.app.DataService;
import gemmalab.data.download.FileServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PrepareCommandTest {

  @TempDir private Path folder;

  @BeforeEach
  void useAnotherFolderThanTheUsers() {
    System.setProperty(DataService.FOLDER_PROPERTY, folder.resolve("user").toString());
  }

  @AfterEach
  void useTheUsersFolder() {
    System.clearProperty(DataService.FOLDER_PROPERTY);
  }

  @Test
  void statisticsArePrintedAndFilesWritten() throws IOException {
    String lines =
        "{\"story\": \"A cat.\"}\n{\"story\": \"A cat.\"}\n{\"story\": \"â€œHiâ€\"}\n?\n";
    Path text = Files.writeString(folder.resolve("a.jsonl"), lines);
    Path output = folder.resolve("tokens");
    CliRun run =
        prepare(
            "--data",
            text.toString(),
            "--field",
            "story",
            "--output",
            output.toString(),
            "--threads",
            "2");
    assertThat(run.exitCode()).isEqualTo(CommandLineApp.DONE);
    assertThat(run.out().lines())
        .contains(
            "documents            3",
            "duplicate documents  1",
            "empty documents      0",
            "broken encodings     2",
            "invalid UTF-8        0",
            "damaged lines        1")
        .anyMatch(line -> line.contains("a.jsonl, line 4 is not a JSON object"));
    assertThat(output).isDirectoryContaining("glob:**/train.bin");
    assertThat(output).isDirectoryContaining("glob:**/validation.bin");
  }

  @Test
  void foldersOfTheUserBesideTheOutputAreLeftAlone() throws IOException {
    Path text = Files.writeString(folder.resolve("a.txt"), "A cat sat on a mat.");
    for (String name : new String[] {"out.old", "out.new"}) {
      Files.writeString(Files.createDirectory(folder.resolve(name)).resolve("mine.txt"), "mine");
    }
    CliRun run = prepare("--data", text.toString(), "--output", folder.resolve("out").toString());
    assertThat(run.exitCode()).as(run.err()).isEqualTo(CommandLineApp.DONE);
    assertThat(folder.resolve("out.old/mine.txt")).hasContent("mine");
    assertThat(folder.resolve("out.new/mine.txt")).hasContent("mine");
    assertThat(folder.resolve("out")).isDirectoryContaining("glob:**/train.bin");
  }

  @Test
  void tinyStoriesComeFromTheAddressAndKeepTheirOwnValidation() throws IOException {
    byte[] stories =
        "A cat.\n<|endoftext|>\nA dog.\n<|endoftext|>\n".getBytes(StandardCharsets.UTF_8);
    Path output = folder.resolve("tokens");
    try (FileServer server = new FileServer(stories)) {
      CliRun run =
          prepare("--data", "tinystories", "--url", server.url(), "--output", output.toString());
      assertThat(run.exitCode()).isEqualTo(CommandLineApp.DONE);
      assertThat(run.out().lines()).contains("documents            4", "duplicate documents  2");
    }
    assertThat(output.resolve("train.bin"))
        .hasSameBinaryContentAs(output.resolve("validation.bin"));
    assertThat(folder.resolve("user/tinystories/TinyStoriesV2-GPT4-train.txt"))
        .hasBinaryContent(stories);
  }

  @Test
  void withoutANetworkItFailsWithOneSentence() throws IOException {
    String url;
    try (FileServer server = new FileServer(new byte[1])) {
      url = server.url();
    }
    CliRun run =
        prepare(
            "--data", "tinystories", "--url", url, "--output", folder.resolve("tokens").toString());
    assertThat(run.exitCode()).isEqualTo(CommandLineApp.FAILED);
    assertThat(run.out()).isEmpty();
    assertThat(run.err().lines()).hasSize(1).first().asString().contains("cannot be reached");
    assertThat(folder.resolve("tokens")).doesNotExist();
  }

  @Test
  void folderThatIsNotEmptyIsRefused() throws IOException {
    Files.writeString(folder.resolve("mine.txt"), "x");
    CliRun run = prepare("--output", folder.toString());
    assertThat(run.exitCode()).isEqualTo(CommandLineApp.FAILED);
    assertThat(run.err()).contains("is not empty");
    assertThat(folder.resolve("mine.txt")).hasContent("x");
  }

  @Test
  void threadsMustBeOneAtLeast() {
    CliRun run = prepare("--output", folder.resolve("tokens").toString(), "--threads", "0");
    assertThat(run.exitCode()).isEqualTo(CommandLineApp.WRONG_USAGE);
    assertThat(run.err()).contains("threads is 0");
  }

  private static CliRun prepare(String... options) {
    String[] arguments = new String[options.length + 1];
    arguments[0] = "prepare";
    System.arraycopy(options, 0, arguments, 1, options.length);
    return CliRun.of(arguments);
  }
}
