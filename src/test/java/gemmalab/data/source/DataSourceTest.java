package gemmalab.data.source;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gemmalab.data.Corpus;
import gemmalab.data.CorpusText;
import gemmalab.data.PreparationMonitor;
import gemmalab.data.ReadingNotes;
import gemmalab.text.GemmaException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DataSourceTest {

  @TempDir private Path folder;

  @Test
  void bundledStoriesAreAHundredAtLeast() {
    assertThat(read(DataSource.BUNDLED).documents())
        .hasSizeGreaterThanOrEqualTo(100)
        .noneMatch(String::isBlank);
  }

  @Test
  void storiesOfTheGrammarAreAsManyAsTheNameSays() {
    List<String> three = read("stories:3").documents();
    assertThat(three).hasSize(3).doesNotHaveDuplicates();
    assertThat(read("stories:5").documents()).startsWith(three.toArray(String[]::new));
  }

  @Test
  void noNumberOfStoriesIsRefused() {
    for (String name : List.of("stories:0", "stories:-1", "stories:many", "stories:")) {
      assertThatThrownBy(() -> read(name))
          .isInstanceOf(GemmaException.class)
          .hasMessageContaining(name);
    }
  }

  /** Also for root, whom no permission stops: a path that is too long cannot be read either. */
  @Test
  @EnabledOnOs(OS.LINUX)
  void folderBelowThatCannotBeReadIsNamed() throws IOException {
    Path lower = Files.createDirectories(deep(folder.resolve("lower"))).getParent();
    Path upper = Files.createDirectories(deep(folder.resolve("texts")));
    Path top = folder.resolve("lower");
    Files.move(top, upper.resolve("lower"));
    try {
      assertThatThrownBy(() -> read(folder.resolve("texts").toString()))
          .isInstanceOfSatisfying(
              GemmaException.class,
              fault -> assertThat(fault.key()).isEqualTo("error.file.unreadable"))
          .hasMessageContaining(folder.resolve("texts").toString())
          .hasMessageMatching("(?s).*x…x.* cannot be read .*");
    } finally {
      Files.move(upper.resolve("lower"), top); // or nobody could delete it
    }
    assertThat(lower).exists();
  }

  private static Path deep(Path top) {
    Path path = top;
    for (int level = 0; level < 11; level++) {
      path = path.resolve("x".repeat(200));
    }
    return path;
  }

  @Test
  void lineThatIsNestedWithoutEndIsADamagedLine() throws IOException {
    CorpusText text = read(write("a.jsonl", "[".repeat(200_000) + "\n{\"text\": \"A cat.\"}\n"));
    assertThat(text.documents()).containsExactly("A cat.");
    assertThat(text.notes().damagedLines()).isEqualTo(1);
  }

  @Test
  void textFileIsCutAtItsSeparators() throws IOException {
    CorpusText text = read(write("a.txt", "one\n<|endoftext|>\n\n<|endoftext|>\ntwo\nlines\n"));
    assertThat(text.documents()).containsExactly("one", "two\nlines");
    assertThat(text.notes().emptyDocuments()).isEqualTo(1);
  }

  @Test
  void whiteSpaceAfterTheLastSeparatorIsNoDocument() throws IOException {
    CorpusText text = read(write("a.txt", "one\n<|endoftext|>\n"));
    assertThat(text.documents()).containsExactly("one");
    assertThat(text.notes()).isEqualTo(ReadingNotes.NONE);
  }

  @Test
  void separatorIsFoundAcrossTheEdgesOfTheBuffer() throws IOException {
    for (int length = (1 << 16) - 14; length <= 1 << 16; length++) {
      String first = "a".repeat(length);
      CorpusText text = read(write("a.txt", first + "<|endoftext|>b"));
      assertThat(text.documents()).containsExactly(first, "b");
    }
  }

  @Test
  void textWithoutSeparatorIsOneDocument() throws IOException {
    assertThat(read(write("a.txt", "one\n\ntwo <|endof text|>")).documents())
        .containsExactly("one\n\ntwo <|endof text|>");
  }

  @Test
  void windowsLineEndsBecomeUnixOnes() throws IOException {
    String windows = "one\r\nmore\r\n<|endoftext|>\r\ntwo\rand\r\r\nthree\r\n";
    assertThat(read(write("a.txt", windows)).documents())
        .containsExactly("one\nmore", "two\rand\r\nthree");
  }

  @Test
  void byteOrderMarkIsNoText() throws IOException {
    assertThat(read(write("a.txt", "\uFEFFone")).documents()).containsExactly("one");
  }

  @Test
  void invalidUtf8BecomesReplacementSigns() throws IOException {
    Path file = Files.write(folder.resolve("a.txt"), new byte[] {'a', (byte) 0xFF, 'b'});
    assertThat(read(file).documents()).containsExactly("a\uFFFDb");
  }

  @ParameterizedTest
  @CsvSource({"A.TXT", "my stories.Txt", "猫.txt", "a.b.txt", "a.txt.gz", "a.TXT.GZ"})
  void kindOfAFileIsTheEndOfItsNameInAnyCase(String name) throws IOException {
    byte[] bytes = "one<|endoftext|>two".getBytes(UTF_8);
    boolean packed = name.toLowerCase(Locale.ROOT).endsWith(".gz");
    Path file = Files.write(folder.resolve(name), packed ? packed(bytes) : bytes);
    assertThat(read(file).documents()).containsExactly("one", "two");
  }

  @Test
  void pathThatWasWrittenOnWindowsIsFound() throws IOException {
    write("a.txt", "one");
    String name = folder + "\\a.txt";
    assertThat(read(name).documents()).containsExactly("one");
  }

  @Test
  void jsonLinesGiveTheirTexts() throws IOException {
    String lines = "\uFEFF{\"text\": \"猫\", \"title\": \"x\"}\r\n\r\n{\"text\": \"a\\r\\nb\"}\r\n";
    assertThat(read(write("a.jsonl", lines)).documents()).containsExactly("猫", "a\nb");
  }

  @Test
  void anotherFieldOfJsonLinesCanBeTheText() throws IOException {
    Path file = write("a.jsonl", "{\"text\": \"no\", \"story\": \"yes\"}");
    DataSource source = new DataSource(file.toString(), "story", "", false);
    assertThat(CorpusText.of(open(source)).documents()).containsExactly("yes");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"text\": ", "[1]", "42", "{\"text\": null}", "{\"text\": {}}", "x"})
  void damagedLineIsCountedAndLeftOut(String line) throws IOException {
    CorpusText text =
        read(write("a.jsonl", "{\"text\": \"fine\"}\n\n" + line + "\n{\"text\": \"too\"}\n["));
    assertThat(text.documents()).containsExactly("fine", "too");
    assertThat(text.notes().damagedLines()).isEqualTo(2);
    assertThat(text.notes().firstDamage())
        .isInstanceOf(GemmaException.class)
        .hasMessageContaining("a.jsonl, line 3 ");
  }

  @Test
  void missingFieldIsADamagedLine() throws IOException {
    CorpusText text = read(write("a.jsonl", "{\"text\": \"fine\"}\n{\"body\": \"x\"}\n"));
    assertThat(text.documents()).containsExactly("fine");
    assertThat(text.notes().firstDamage())
        .hasMessageContaining("line 2")
        .hasMessageContaining("field \"text\"");
  }

  @Test
  void emptyTextOfAJsonLineIsAnEmptyDocument() throws IOException {
    CorpusText text = read(write("a.jsonl", "{\"text\": \" \"}\n{\"text\": \"x\"}"));
    assertThat(text.documents()).containsExactly("x");
    assertThat(text.notes().emptyDocuments()).isEqualTo(1);
  }

  @Test
  void deeplyNestedLineIsOnlyDamaged() throws IOException {
    CorpusText text = read(write("a.jsonl", "[".repeat(200_000) + "\n{\"text\": \"x\"}"));
    assertThat(text.documents()).containsExactly("x");
    assertThat(text.notes().damagedLines()).isEqualTo(1);
  }

  @Test
  void singleLineOfMegabytesIsReadInSegments() throws IOException {
    String line = "word ".repeat(1_000_000).strip();
    CorpusText text = read(write("a.txt", line));
    CorpusText json = read(write("a.jsonl", "{\"text\": \"" + line + "\"}"));
    assertThat(text.documents()).containsExactly(line);
    assertThat(json.documents()).containsExactly(line);
    assertThat(text.longestSegment()).isLessThan(1 << 17);
    assertThat(json.longestSegment()).isLessThan(1 << 17);
  }

  @Test
  void textNamedFromAFolderOfWorkIsFoundFromAnyOther() {
    assertThat(Path.of(DataSource.of("texts/mine.txt").absolute().name()))
        .isEqualTo(Path.of("texts/mine.txt").toAbsolutePath());
    assertThat(DataSource.of("stories:10").absolute().name()).isEqualTo("stories:10");
  }

  @Test
  void folderGivesItsTextFilesInTheOrderOfTheirNames() throws IOException {
    Files.createDirectories(folder.resolve("a"));
    write("b.txt", "three");
    write("a/z.jsonl", "{\"text\": \"two\"}\nbad");
    write("a/a.txt", "one");
    write("readme.md", "not this");
    Files.write(folder.resolve("c.txt.gz"), packed("four".getBytes(UTF_8)));
    write("d.txt", "");
    CorpusText text = read(folder);
    assertThat(text.documents()).containsExactly("one", "two", "three", "four");
    assertThat(text.notes().damagedLines()).isEqualTo(1);
    assertThat(text.notes().emptyDocuments()).isEqualTo(1);
    assertThat(text.bytesRead())
        .isEqualTo(open(DataSource.of(folder.toString())).bytes().orElse(-1));
  }

  @Test
  void folderWithoutTextsIsNamed() throws IOException {
    write("readme.md", "x");
    assertFault(folder, "error.corpus.noFiles", folder.toString());
  }

  @Test
  void brokenOffPackedFileIsNamed() throws IOException {
    byte[] whole = packed("many words ".repeat(10_000).getBytes(UTF_8));
    Path text = Files.write(folder.resolve("a.txt.gz"), Arrays.copyOf(whole, whole.length / 2));
    Path json = Files.write(folder.resolve("a.jsonl.gz"), Arrays.copyOf(whole, whole.length / 2));
    assertFault(text, "error.file.damaged", "a.txt.gz");
    assertFault(json, "error.file.damaged", "a.jsonl.gz");
  }

  @Test
  void whetherAFileIsPackedItsContentSays() throws IOException {
    assertThat(read(write("a.txt.gz", "plain")).documents()).containsExactly("plain");
    Path packed = Files.write(folder.resolve("b.txt"), packed("hidden".getBytes(UTF_8)));
    assertThat(read(packed).documents()).containsExactly("hidden");
  }

  @Test
  void otherKindsOfFilesAreNamed() throws IOException {
    assertFault(write("a.pdf", "x"), "error.corpus.kind", "a.pdf");
  }

  @Test
  void missingFileIsNamed() {
    assertFault(folder.resolve("absent.txt"), "error.corpus.missing", "absent.txt");
  }

  @Test
  void nameThatCanBeNoPathIsNamed() {
    assertThatThrownBy(() -> read("a\0b.txt"))
        .isInstanceOfSatisfying(
            GemmaException.class,
            fault -> assertThat(fault.key()).isEqualTo("error.corpus.missing"));
  }

  @Test
  void versionChangesWithTheFile() throws IOException {
    Path file = write("a.txt", "one");
    String before = open(DataSource.of(file.toString())).version();
    assertThat(open(DataSource.of(file.toString())).version()).isEqualTo(before);
    write("a.txt", "another");
    assertThat(open(DataSource.of(file.toString())).version()).isNotEqualTo(before);
  }

  private Path write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text, UTF_8);
  }

  private static byte[] packed(byte[] bytes) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (OutputStream packing = new GZIPOutputStream(packed)) {
      packing.write(bytes);
    }
    return packed.toByteArray();
  }

  private CorpusText read(Path path) {
    return read(path.toString());
  }

  private CorpusText read(String name) {
    return CorpusText.of(open(DataSource.of(name)));
  }

  private Corpus open(DataSource source) {
    return source.open(folder.resolve("cache"), PreparationMonitor.NONE);
  }

  private void assertFault(Path file, String key, String inMessage) {
    assertThatThrownBy(() -> read(file))
        .isInstanceOfSatisfying(
            GemmaException.class, fault -> assertThat(fault.key()).isEqualTo(key))
        .hasMessageContaining(inMessage);
  }
}
