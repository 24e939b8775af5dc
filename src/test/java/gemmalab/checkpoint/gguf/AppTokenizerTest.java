package gemmalab.checkpoint.gguf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gemmalab.text.GemmaException;
import gemmalab.tokenizer.CompactTokenizer;
import gemmalab.tokenizer.CompactVocabulary;
import gemmalab.tokenizer.Gpt2Tokenizer;
import gemmalab.tokenizer.TextStream;
import gemmalab.tokenizer.Tokenizer;
import gemmalab.tokenizer.gemma.Fixture;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AppTokenizerTest {

  private static final Path PATH = Path.of("model.gguf");
  private static final GgufTokenizer FILE = ScoredVocabulary.ofGolden();
  private static final Tokenizer TOKENIZER = new AppTokenizer(PATH, FILE).make();

  static List<Fixture.Expected> texts() throws IOException {
    return Fixture.expected();
  }

  @ParameterizedTest
  @MethodSource("texts")
  void textIsMergedByScoreAsLlamaCppDoes(Fixture.Expected text) {
    assertThat(TOKENIZER.encode(text.text())).isEqualTo(ScoredVocabulary.merge(FILE, text.text()));
    assertThat(TextStream.decode(TOKENIZER, TOKENIZER.encode(text.text())))
        .isEqualTo(text.text().replace('▁', ' '));
  }

  @Test
  void promptBeginsWithTheTokenThatTheFileNamesAndEndsWhereTurnsDo() {
    assertThat(TOKENIZER.encodePrompt("")).containsExactly(2);
    assertThat(TOKENIZER.encodePrompt("<start_of_turn>")).containsExactly(2, 900);
    assertThat(TOKENIZER.encode("<start_of_turn>")).hasSizeGreaterThan(3).doesNotContain(900);
    assertThat(TOKENIZER.stopIds()).containsExactlyInAnyOrder(1, 901);
    assertThat(TOKENIZER.hasTurnTokens()).isTrue();
  }

  @Test
  void rowsThatAreOnlyPaddingAreNoTokens() {
    GgufTokenizer padded = FILE.padded(1_024);
    assertThat(padded.tokens()).hasSize(1_024);
    assertThat(new AppTokenizer(PATH, padded).make().size()).isEqualTo(FILE.tokens().size());
  }

  @Test
  void tokensWhoseMergesFollowFromScoresAreWrittenAndReadBack() throws IOException {
    GgufTokenizer written = GgufTokenizer.of(TOKENIZER);
    assertThat(written.tokens()).isEqualTo(FILE.tokens());
    assertThat(written.types())
        .contains(GgufTokenizer.BYTE, GgufTokenizer.CONTROL, GgufTokenizer.UNKNOWN);
    assertThat(written.addBos()).isTrue();
    assertThat(written.ids().endOfTurn()).isEqualTo(901);
    Tokenizer read = new AppTokenizer(PATH, written).make();
    for (Fixture.Expected text : texts()) {
      assertThat(read.encodePrompt(text.text())).isEqualTo(TOKENIZER.encodePrompt(text.text()));
    }
  }

  @Test
  void tokensWhoseMergesFollowFromNoScoresAreNotWritten() {
    assertThatThrownBy(() -> GgufTokenizer.of(Fixture.tokenizer()))
        .isInstanceOf(GemmaException.class)
        .hasMessageContaining("cannot be exported as GGUF");
  }

  @Test
  void compactVocabularyIsReadFromGpt2sTokens() {
    CompactVocabulary vocabulary =
        CompactVocabulary.counting(new long[Gpt2Tokenizer.SIZE], 0, 1_000);
    GgufTokenizer written = GgufTokenizer.of(new CompactTokenizer(vocabulary));
    Tokenizer read = new AppTokenizer(PATH, written).make();
    assertThat(((CompactTokenizer) read).vocabulary()).isEqualTo(vocabulary);
  }

  /** A random model of llama.cpp's converter, with a vocabulary of bytes and letters. */
  @Test
  void tokensOfAConvertedModelAreRead() {
    try (GgufModel model = GgufModel.open(Golden.gguf("q8_0"))) {
      assertRefused(model.tokenizer(), "add_space_prefix"); // its converter left the default
      GgufTokenizer file = ScoredVocabulary.withoutSpacePrefix(model.tokenizer());
      Tokenizer read = new AppTokenizer(PATH, file).make();
      assertThat(read.size()).isEqualTo(320);
      assertThat(TextStream.decode(read, read.encodePrompt("Über3Katzen")))
          .isEqualTo("Über3Katzen");
    }
  }

  @Test
  void whatIsNotGemmasIsRefusedByItsName() {
    assertRefused(ScoredVocabulary.with(FILE, "t5", FILE.tokens()), "\"t5\"");
    GgufTokenizer gpt2 = GgufTokenizer.of(new Gpt2Tokenizer());
    assertRefused(
        ScoredVocabulary.with(gpt2, GgufTokenizer.GPT2, gpt2.tokens().subList(0, 40_000)),
        "40,000 tokens");
    assertRefused(
        ScoredVocabulary.with(FILE, GgufTokenizer.LLAMA, FILE.tokens().subList(0, 100)), "<0x");
  }

  private static void assertRefused(GgufTokenizer file, String reason) {
    AppTokenizer refused = new AppTokenizer(PATH, file);
    assertThatThrownBy(refused::make)
        .isInstanceOf(GemmaException.class)
        .hasMessageContaining("model.gguf")
        .hasMessageContaining(reason);
  }
}
