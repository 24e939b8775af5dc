package gemmalab.data.source;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gemmalab.data.CorpusText;
import gemmalab.data.PreparationMonitor;
import gemmalab.text.GemmaException;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Forms of files in which people have their texts. */
class FileFormsTest {

  private static final Path FIELD = Path.of("src/test/resources/field");

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {"[{\"text\":\"a\"},{\"text\":\"b\"}]", "[\n  {\n\"text\" : \"a\"},\n\"b\"]"})
  void jsonArrayGivesItsEntries(String json) throws IOException {
    assertThat(read(write("a.json", json)).documents()).containsExactly("a", "b");
    assertThat(read(write("a.jsonl", json)).documents()).containsExactly("a", "b");
  }

  @Test
  void objectsOfAJsonFileAreRead() throws IOException {
    assertThat(read(write("a.json", "{\n \"text\": \"one\"\n}")).documents())
        .containsExactly("one");
    assertThat(read(write("b.json", "{\"text\": \"one\"}\n{\"text\": \"two\"}")).documents())
        .containsExactly("one", "two");
    assertThat(read(write("c.json", "{\n\"text\": \"one\"}\n{\n\"text\": \"two\"}")).documents())
        .containsExactly("one", "two");
  }

  @Test
  void damagedLineOfAJsonFileIsLeftOut() throws IOException {
    CorpusText text = read(write("a.json", "{\"text\": \"one\"}\n{\"te\n{\"text\": \"two\"}"));
    assertThat(text.documents()).containsExactly("one", "two");
    assertThat(text.notes().damagedLines()).isEqualTo(1);
  }

  @Test
  void arrayThatBreaksOffGivesWhatIsWhole() throws IOException {
    CorpusText text = read(write("a.json", "[{\"text\": \"one\"}, {\"text\": \"tw"));
    assertThat(text.documents()).containsExactly("one");
    assertThat(text.notes().firstDamage()).hasMessageContaining("entry 2");
  }

  @Test
  void arrayOfArraysWithoutEndIsDamaged() throws IOException {
    CorpusText text = read(write("a.json", "[{\"text\": \"one\"}," + "[".repeat(200_000)));
    assertThat(text.documents()).containsExactly("one");
    assertThat(text.notes().damagedLines()).isEqualTo(1);
  }

  @Test
  void usualFieldIsGuessedAndTold() throws IOException {
    CorpusText text = read(write("a.jsonl", "{\"story\": \"one\", \"id\": 1}"));
    assertThat(text.documents()).containsExactly("one");
    assertThat(text.notes().guessedFields()).containsExactly("story");
  }

  @Test
  void fieldThatTheUserNamedIsNotReplacedByAnother() throws IOException {
    Path file = write("a.jsonl", "{\"story\": \"one\"}");
    DataSource named = new DataSource(file.toString(), "body", "", false);
    assertThat(read(named).notes().firstDamage())
        .hasMessageContaining("\"body\"")
        .hasMessageContaining("story");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a.csv | id,text;1,one;2,\"two, \"\"said\"\"\"",
        "b.csv | text;one;\"two, \"\"said\"\"\"",
        "c.csv | one;\"two, \"\"said\"\"\""
      })
  void tableGivesItsTextColumn(String name, String rows) throws IOException {
    assertThat(read(write(name, rows.replace(';', '\n'))).documents())
        .containsExactly("one", "two, \"said\"");
  }

  @Test
  void rowsMayHaveLineEndsInQuotesAndOtherDelimiters() throws IOException {
    assertThat(read(write("a.csv", "id;content\r\n1;\"one\r\nmore\"\r\n")).documents())
        .containsExactly("one\nmore");
    assertThat(read(write("a.tsv", "story\tid\none, two\t1\n")).documents())
        .containsExactly("one, two");
  }

  @Test
  void damagedRowsAreCounted() throws IOException {
    CorpusText text = read(write("a.csv", "id,text\n1,one\n2\n3,\"open"));
    assertThat(text.documents()).startsWith("one");
    assertThat(text.notes().damagedLines()).isEqualTo(2);
  }

  @Test
  void tableWithoutATextColumnNamesItsColumns() throws IOException {
    assertFault(write("a.csv", "id,body\n1,x\n"), "error.corpus.column", "id, body");
  }

  @Test
  void separatorInAFieldEndsADocumentAndIsCounted() throws IOException {
    CorpusText text =
        read(write("a.jsonl", "{\"text\": \"one<|endoftext|>\"}\n{\"text\": \"a<|endoftext|>b\"}"));
    assertThat(text.documents()).containsExactly("one", "a", "b");
    assertThat(text.notes().separators()).isEqualTo(2);
  }

  @Test
  void separatorIsTextIfAskedFor() throws IOException {
    Path lines = write("a.jsonl", "{\"text\": \"one<|endoftext|>\"}");
    Path plain = write("a.txt", "one<|endoftext|>two");
    assertThat(read(new DataSource(lines.toString(), "text", "", true)).documents())
        .containsExactly("one<|endoftext|>");
    assertThat(read(new DataSource(plain.toString(), "text", "", true)).documents())
        .containsExactly("one<|endoftext|>two");
  }

  @Test
  void utf16IsReadBothWaysWithAndWithoutAMark() throws IOException {
    String text = "The cat sat.<|endoftext|>Another 猫 came.";
    for (Charset charset : new Charset[] {UTF_16LE, UTF_16BE}) {
      for (String mark : new String[] {"\uFEFF", ""}) {
        Path file = Files.write(folder.resolve("a.txt"), (mark + text).getBytes(charset));
        assertThat(read(file).documents()).containsExactly("The cat sat.", "Another 猫 came.");
      }
    }
  }

  @Test
  void binaryFileIsRefused() throws IOException {
    Path file = Files.write(folder.resolve("a.txt"), new byte[] {'a', 0, 0, 0, 7, 'b', 0});
    assertFault(file, "error.corpus.binary", "a.txt");
  }

  @ParameterizedTest
  @CsvSource({"PK\3\4x, ZIP", "%PDF-1.7, PDF", "PAR1, Parquet", "7z\u00BC\u00AF, 7z"})
  void archiveIsNamedWhateverItsNameSays(String begin, String kind) throws IOException {
    byte[] bytes = Arrays.copyOf(begin.getBytes(ISO_8859_1), 600);
    assertFault(Files.write(folder.resolve("a.txt"), bytes), "error.corpus.container", kind);
  }

  @Test
  void hiddenFilesArePassedOverAndCounted() throws IOException {
    write("a.txt", "one");
    write("._a.txt", "\0\0");
    Files.createDirectories(folder.resolve("__MACOSX/deep"));
    write("__MACOSX/deep/b.txt", "no");
    Files.createDirectories(folder.resolve(".ipynb_checkpoints"));
    write(".ipynb_checkpoints/c.txt", "no");
    CorpusText text = read(folder);
    assertThat(text.documents()).containsExactly("one");
    assertThat(text.notes().hiddenFiles()).isEqualTo(3);
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void linksAreFollowedOnceAndCirclesDoNoHarm() throws IOException {
    Path real = Files.createDirectories(folder.resolve("real"));
    Files.writeString(real.resolve("a.txt"), "one");
    Path texts = Files.createDirectories(folder.resolve("texts"));
    Files.createSymbolicLink(texts.resolve("again"), real);
    Files.createSymbolicLink(texts.resolve("link"), real);
    Files.createSymbolicLink(texts.resolve("broken.txt"), folder.resolve("absent"));
    Files.createSymbolicLink(real.resolve("circle"), texts);
    assertThat(read(texts).documents()).containsExactly("one");
    assertThat(read(texts.resolve("link")).documents()).containsExactly("one");
  }

  @ParameterizedTest
  @CsvSource({
    "array.json, 20",
    "array.jsonl, 20",
    "one-object-a-file, 12",
    "quoted.csv, 20",
    "utf16-le.txt, 40",
    "folder-from-a-mac, 40",
    "separator-in-field.jsonl, 40",
    "separator-plain.jsonl, 40"
  })
  void filesOfTheFieldGiveTheirDocuments(String name, int documents) {
    assertThat(read(FIELD.resolve(name)).documents()).hasSize(documents);
  }

  private Path write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text, UTF_8);
  }

  private static CorpusText read(Path path) {
    return read(DataSource.of(path.toString()));
  }

  private static CorpusText read(DataSource source) {
    return CorpusText.of(source.open(Path.of("absent"), PreparationMonitor.NONE));
  }

  private static void assertFault(Path file, String key, String inMessage) {
    assertThatThrownBy(() -> read(file))
        .isInstanceOfSatisfying(
            GemmaException.class, fault -> assertThat(fault.key()).isEqualTo(key))
        .hasMessageContaining(inMessage);
  }
}
