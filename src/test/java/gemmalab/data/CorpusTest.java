package gemmalab.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gemmalab.text.GemmaException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CorpusTest {

  @Test
  void bundledStoriesAreAHundredAtLeast() {
    assertThat(Corpus.open(Corpus.STORIES).documents())
        .hasSizeGreaterThanOrEqualTo(100)
        .noneMatch(String::isBlank);
  }

  @Test
  void textFileIsCutAtItsSeparators(@TempDir Path folder) throws IOException {
    Path file = write(folder, "a.txt", "one\n<|endoftext|>\n\n<|endoftext|>\ntwo\nlines\n");
    assertThat(Corpus.open(file.toString()).documents()).containsExactly("one", "two\nlines");
  }

  @Test
  void windowsLineEndsDoNotReachTheEdgesOfDocuments(@TempDir Path folder) throws IOException {
    Path file = write(folder, "a.txt", "one\r\n<|endoftext|>\r\ntwo\r\n");
    assertThat(Corpus.open(file.toString()).documents()).containsExactly("one", "two");
  }

  @Test
  void byteOrderMarkIsNoText(@TempDir Path folder) throws IOException {
    Path file = write(folder, "a.txt", "\uFEFFone");
    assertThat(Corpus.open(file.toString()).documents()).containsExactly("one");
  }

  @Test
  void jsonLinesGiveTheirTexts(@TempDir Path folder) throws IOException {
    String lines = "\uFEFF{\"text\": \"猫\", \"title\": \"x\"}\r\n\r\n{\"text\": \"a\\nb\"}\r\n";
    Path file = write(folder, "a.jsonl", lines);
    assertThat(Corpus.open(file.toString()).documents()).containsExactly("猫", "a\nb");
  }

  @Test
  void invalidUtf8BecomesReplacementSigns(@TempDir Path folder) throws IOException {
    Path file = Files.write(folder.resolve("a.txt"), new byte[] {'a', (byte) 0xFF, 'b'});
    assertThat(Corpus.open(file.toString()).documents()).containsExactly("a\uFFFDb");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "  \n\n", "<|endoftext|>\n<|endoftext|>"})
  void fileWithoutTextIsNamed(String text, @TempDir Path folder) throws IOException {
    assertFault(write(folder, "a.txt", text), "error.corpus.empty", "a.txt");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"text\": ", "[1]", "42", "{\"text\": null}", "{\"text\": {}}"})
  void wrongLineOfJsonIsNumbered(String line, @TempDir Path folder) throws IOException {
    Path file = write(folder, "a.jsonl", "{\"text\": \"fine\"}\n\n" + line + "\n");
    assertFault(file, "error.corpus.json", "line 3");
  }

  @Test
  void missingFieldIsNamedWithItsLine(@TempDir Path folder) throws IOException {
    Path file = write(folder, "a.jsonl", "{\"text\": \"fine\"}\n{\"body\": \"x\"}\n");
    assertFault(file, "error.corpus.field", "line 2");
  }

  @Test
  void otherKindsOfFilesAreNamed(@TempDir Path folder) throws IOException {
    assertFault(write(folder, "a.pdf", "x"), "error.corpus.kind", "a.pdf");
  }

  @Test
  void missingFileIsNamed(@TempDir Path folder) {
    assertFault(folder.resolve("absent.txt"), "error.corpus.missing", "absent.txt");
  }

  private static Path write(Path folder, String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text, StandardCharsets.UTF_8);
  }

  private static void assertFault(Path file, String key, String inMessage) {
    assertThatThrownBy(() -> Corpus.open(file.toString()))
        .isInstanceOfSatisfying(
            GemmaException.class, fault -> assertThat(fault.key()).isEqualTo(key))
        .hasMessageContaining(inMessage);
  }
}
