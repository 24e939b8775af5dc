package gemmalab.data.encode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gemmalab.data.Corpus;
import gemmalab.data.PreparationMonitor;
import gemmalab.data.PreparationProgress;
import gemmalab.data.TokenSequence;
import gemmalab.data.TokenizedCorpus;
import gemmalab.data.source.DataSource;
import gemmalab.data.tokens.TokenFolder;
import gemmalab.text.GemmaException;
import gemmalab.tokenizer.Gpt2Tokenizer;
import gemmalab.tokenizer.TextStream;
import gemmalab.tokenizer.Tokenizer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PreparationTest {

  private static final Pattern END = Pattern.compile("<|endoftext|>", Pattern.LITERAL);
  private final Tokenizer tokenizer = new Gpt2Tokenizer();

  @TempDir private Path folder;

  @Test
  void everyTenthDocumentIsKeptForValidation() {
    TokenizedCorpus corpus = inMemory(ListCorpus.of(stories(25)));
    assertThat(documents(corpus.validation())).containsExactly("story 9", "story 19");
    assertThat(documents(corpus.training()))
        .hasSize(23)
        .doesNotContain("story 9", "story 19")
        .startsWith("story 0", "story 1");
  }

  @Test
  void ofManyDocumentsEveryHundredthIsKept() {
    assertThat(IntStream.range(0, 10_000).filter(ValidationSplit::isKept)).hasSize(1_000);
    assertThat(IntStream.range(10_000, 20_000).filter(ValidationSplit::isKept)).hasSize(100);
    assertThat(ValidationSplit.keptOf(1_000)).isEqualTo(100);
    assertThat(ValidationSplit.keptOf(110_000_000)).isEqualTo(2_000_000);
  }

  @Test
  void eachDocumentEndsWithEndOfText() {
    TokenizedCorpus corpus = inMemory(ListCorpus.of(stories(10)));
    assertThat(Arrays.stream(all(corpus.training())).filter(id -> id == tokenizer.endOfText()))
        .hasSize(9);
    assertThat(all(corpus.training())).endsWith(tokenizer.endOfText());
    assertThat(all(corpus.validation())).endsWith(tokenizer.endOfText());
  }

  @Test
  void lastTenthOfTheTokensIsKeptOfFewDocuments() {
    String one = "one two three four five six seven eight nine ten";
    TokenizedCorpus corpus = inMemory(ListCorpus.of(List.of(one)));
    assertThat(all(corpus.validation())).containsExactly(tokenizer.endOfText());
    assertThat(all(corpus.training())).isEqualTo(tokenizer.encode(one));
  }

  @Test
  void corpusWithAValidationTextOfItsOwnIsNotParted() {
    Corpus kept = ListCorpus.of(List.of("kept"));
    TokenizedCorpus corpus = inMemory(new ListCorpus("test", stories(25), Optional.of(kept)));
    assertThat(documents(corpus.training())).hasSize(25);
    assertThat(documents(corpus.validation())).containsExactly("kept");
  }

  @Test
  void filesAreTheDocumentsEncodedAloneWhateverTheThreads() throws IOException {
    List<String> documents = variedDocuments();
    Path text = folder.resolve("a.txt");
    Files.writeString(text, String.join("\n<|endoftext|>\n", documents));
    Corpus corpus = open(text);
    for (int threads : new int[] {1, 2, 4}) {
      Path output = folder.resolve("tokens-" + threads);
      preparation(corpus, threads, PreparationMonitor.NONE).into(output);
      TokenizedCorpus tokens = TokenFolder.open(output, tokenizer.size());
      assertThat(all(tokens.training())).isEqualTo(encodedAlone(documents, false));
      assertThat(all(tokens.validation())).isEqualTo(encodedAlone(documents, true));
    }
  }

  @Test
  void memoryHoldsTheSameAsFiles() {
    Corpus stories = DataSource.of(DataSource.BUNDLED).open(folder, PreparationMonitor.NONE);
    preparation(stories, 2, PreparationMonitor.NONE).into(folder.resolve("tokens"));
    TokenizedCorpus inFiles = TokenFolder.open(folder.resolve("tokens"), tokenizer.size());
    TokenizedCorpus inMemory = inMemory(stories);
    assertThat(all(inFiles.training())).isEqualTo(all(inMemory.training()));
    assertThat(all(inFiles.validation())).isEqualTo(all(inMemory.validation()));
  }

  @Test
  void statisticsSayWhatTheTextIsMadeOf() throws IOException {
    Path text = folder.resolve("a.txt");
    String separator = "<|endoftext|>";
    String documents =
        String.join(
            separator, "a cat", "a cat", " ", "â€œHiâ€\u009D, cafÃ©", "a dog ran far", "x\uFFFD🙂");
    Files.writeString(text, documents, StandardCharsets.UTF_8);
    CorpusStatistics statistics =
        preparation(open(text), 2, PreparationMonitor.NONE).into(folder.resolve("tokens"));
    assertThat(statistics.documents()).isEqualTo(5);
    assertThat(statistics.duplicateDocuments()).isEqualTo(1);
    assertThat(statistics.duplicatesExact()).isTrue();
    assertThat(statistics.notes().emptyDocuments()).isEqualTo(1);
    assertThat(statistics.mojibake()).isEqualTo(3);
    assertThat(statistics.replacementSigns()).isEqualTo(1);
    assertThat(statistics.characters()).isEqualTo(5 + 5 + 15 + 13 + 3);
    int longest = tokenizer.encode("â€œHiâ€\u009D, cafÃ©").length + 1;
    assertThat(statistics.longestDocument()).isEqualTo(longest);
    assertThat(statistics.tokens())
        .isEqualTo(statistics.trainingTokens() + statistics.validationTokens())
        .isEqualTo(
            Files.size(folder.resolve("tokens/train.bin")) / 2
                + Files.size(folder.resolve("tokens/validation.bin")) / 2);
    assertThat(statistics.charactersPerToken()).isEqualTo(41.0 / (statistics.tokens() - 5));
  }

  @Test
  void progressTellsBytesAndTokensInOrder() throws IOException {
    Path text = longText();
    List<PreparationProgress> seen = new ArrayList<>();
    CorpusStatistics statistics =
        preparation(open(text), 2, seen::add).into(folder.resolve("tokens"));
    assertThat(seen).hasSizeGreaterThan(2);
    assertThat(seen).extracting(PreparationProgress::bytes).isSorted();
    PreparationProgress last = seen.get(seen.size() - 1);
    assertThat(last.bytes()).isEqualTo(Files.size(text));
    assertThat(last.totalBytes()).hasValue(Files.size(text));
    assertThat(last.tokens()).isEqualTo(statistics.tokens());
    assertThat(last.expectedTokens()).hasValue(statistics.tokens());
    assertThat(last.secondsLeft()).hasValue(0);
  }

  @Test
  void cancellingLeavesNothing() throws IOException {
    Corpus corpus = open(longText());
    List<PreparationProgress> seen = new ArrayList<>();
    PreparationMonitor monitor = PreparationMonitor.of(seen::add, () -> !seen.isEmpty());
    assertThatThrownBy(() -> preparation(corpus, 2, monitor).into(folder.resolve("tokens")))
        .isInstanceOf(CancellationException.class);
    try (Stream<Path> inside = Files.list(folder)) {
      assertThat(inside).containsExactly(folder.resolve("long.txt"));
    }
  }

  @Test
  void corpusWithoutTextIsNamed() throws IOException {
    Path text = Files.writeString(folder.resolve("a.txt"), " <|endoftext|>\n");
    assertFault(text, "error.corpus.empty", "a.txt");
  }

  @Test
  void whereAllLinesAreDamagedTheFirstIsNamed() throws IOException {
    Path text = Files.writeString(folder.resolve("a.jsonl"), "{\"body\": \"x\"}\nx\n");
    assertFault(text, "error.corpus.field", "line 1");
  }

  @Test
  void faultOfATokenizerComesThrough() {
    Tokenizer broken =
        new Tokenizer() {
          @Override
          public int[] encode(String text) {
            throw new IllegalStateException("broken");
          }

          @Override
          public byte[] bytes(int id) {
            return new byte[1];
          }

          @Override
          public int size() {
            return 1;
          }

          @Override
          public int endOfText() {
            return 0;
          }
        };
    Corpus corpus = ListCorpus.of(stories(3));
    assertThatThrownBy(() -> new Preparation(corpus, broken, 2, PreparationMonitor.NONE).inMemory())
        .hasMessage("broken");
  }

  private void assertFault(Path text, String key, String inMessage) {
    assertThatThrownBy(() -> inMemory(open(text)))
        .isInstanceOfSatisfying(
            GemmaException.class, fault -> assertThat(fault.key()).isEqualTo(key))
        .hasMessageContaining(inMessage);
  }

  private Corpus open(Path text) {
    return DataSource.of(text.toString()).open(folder, PreparationMonitor.NONE);
  }

  private Preparation preparation(Corpus corpus, int threads, PreparationMonitor monitor) {
    return new Preparation(corpus, tokenizer, threads, monitor);
  }

  private TokenizedCorpus inMemory(Corpus corpus) {
    return preparation(corpus, 2, PreparationMonitor.NONE).inMemory();
  }

  private Path longText() throws IOException {
    String text = "A story of a cat.<|endoftext|>".repeat(60_000);
    return Files.writeString(folder.resolve("long.txt"), text.substring(0, text.length() - 13));
  }

  /** Short ones, long ones, one of many segments, in several scripts. */
  private static List<String> variedDocuments() {
    Random random = new Random(1);
    List<String> documents = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      String unit = i % 3 == 0 ? "猫は、寝る。" : i % 3 == 1 ? "The cat's asleep " : "a\n\n  b1 ";
      documents.add((i + unit.repeat(1 + random.nextInt(200))).strip());
    }
    documents.add("One long, long document's words. ".repeat(10_000).strip());
    documents.add("last");
    return documents;
  }

  private int[] encodedAlone(List<String> documents, boolean kept) {
    return IntStream.range(0, documents.size())
        .filter(i -> (i % 10 == 9) == kept)
        .mapToObj(documents::get)
        .flatMapToInt(
            text ->
                IntStream.concat(
                    IntStream.of(tokenizer.encode(text)), IntStream.of(tokenizer.endOfText())))
        .toArray();
  }

  private static List<String> stories(int count) {
    return IntStream.range(0, count).mapToObj(i -> "story " + i).toList();
  }

  private static int[] all(TokenSequence tokens) {
    return tokens.range(0, (int) tokens.length());
  }

  private List<String> documents(TokenSequence tokens) {
    String labels =
        Arrays.stream(all(tokens))
            .mapToObj(id -> TextStream.label(tokenizer, id))
            .collect(Collectors.joining());
    return Arrays.asList(END.split(labels));
  }
}
