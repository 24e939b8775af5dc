package gemmalab.tokenizer.gemma;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import gemmalab.text.GemmaException;
import gemmalab.tokenizer.TextStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class GemmaTokenizerTest {

  private static final GemmaTokenizer TOKENIZER = Fixture.tokenizer();
  private static final int BOS = 2;

  @TempDir private Path folder;

  static List<Fixture.Expected> expected() throws IOException {
    return Fixture.expected();
  }

  @ParameterizedTest
  @MethodSource("expected")
  void promptHasTheIdsOfHuggingFace(Fixture.Expected expected) {
    int[] ids = TOKENIZER.encodePrompt(expected.text());
    assertThat(ids).isEqualTo(expected.ids());
    assertThat(ids[0]).isEqualTo(BOS);
    assertThat(Arrays.copyOfRange(ids, 1, ids.length)).isEqualTo(expected.idsWithoutPrefix());
  }

  @ParameterizedTest
  @MethodSource("expected")
  void idsAreDecodedAsByHuggingFace(Fixture.Expected expected) {
    int[] shown = IntStream.of(expected.ids()).filter(id -> !TOKENIZER.isSpecial(id)).toArray();
    assertThat(TextStream.decode(TOKENIZER, shown)).isEqualTo(expected.decoded());
  }

  @ParameterizedTest
  @MethodSource("expected")
  void textComesBack(Fixture.Expected expected) {
    String text = TextStream.decode(TOKENIZER, TOKENIZER.encode(expected.text()));
    assertThat(text).isEqualTo(expected.text().replace('▁', ' '));
  }

  @Test
  void nameOfASpecialTokenIsPlainTextButInAPrompt() {
    assertThat(TOKENIZER.encode("<bos>a<eos>")).hasSizeGreaterThan(3).doesNotContain(1, BOS);
    assertThat(TOKENIZER.encodePrompt("<bos>a<eos>")).hasSize(4).startsWith(BOS, BOS).endsWith(1);
    assertThat(TextStream.decode(TOKENIZER, TOKENIZER.encode("<bos>a<eos>")))
        .isEqualTo("<bos>a<eos>");
  }

  @Test
  void characterWithoutATokenIsSpeltInBytesAndShownWhenItIsWhole() {
    int[] ids = TOKENIZER.encode("😀");
    assertThat(ids).hasSize(4);
    TextStream stream = new TextStream(TOKENIZER);
    assertThat(Arrays.stream(ids).mapToObj(stream::append)).containsExactly("", "", "", "😀");
    assertThat(TextStream.label(TOKENIZER, ids[0])).isEqualTo("<F0>");
  }

  @Test
  void halfACharacterBecomesAReplacementSign() {
    assertThat(TOKENIZER.encode("a\uD83D")).isEqualTo(TOKENIZER.encode("a\uFFFD"));
    int firstByte = TOKENIZER.encode("😀")[0];
    assertThat(TextStream.decode(TOKENIZER, firstByte)).isEqualTo("\uFFFD");
  }

  /** Three times slower per character for ten times the text would still end in time. */
  @Test
  void aMillionCharactersWithoutASpaceAreMergedInTime() {
    int[] ids =
        assertTimeoutPreemptively(
            Duration.ofSeconds(30), () -> TOKENIZER.encode("theand".repeat(170_000)));
    assertThat(TextStream.decode(TOKENIZER, Arrays.copyOf(ids, 10))).startsWith("theand");
  }

  @Test
  void mergingGivesWhatItsRuleSays() throws IOException {
    SlowTokenizer rule = SlowTokenizer.of(Fixture.json());
    SplittableRandom random = new SplittableRandom(7);
    for (int i = 0; i < 300; i++) {
      String text =
          IntStream.range(0, random.nextInt(60))
              .mapToObj(each -> "the inabd\n.,▁ero猫ust".charAt(random.nextInt(19)))
              .map(String::valueOf)
              .collect(Collectors.joining());
      assertThat(TOKENIZER.encode(text)).as(text).isEqualTo(rule.encode(text));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 900})
  void unknownTokenIsNamed(int id) {
    assertThatThrownBy(() -> TOKENIZER.bytes(id))
        .isInstanceOf(GemmaException.class)
        .hasMessageContaining(String.valueOf(id))
        .hasMessageContaining("900");
  }

  @Test
  void everyTokenHasBytes() {
    assertThat(TOKENIZER.size()).isEqualTo(900);
    assertThat(IntStream.range(0, 900).mapToObj(TOKENIZER::bytes))
        .allMatch(bytes -> bytes.length > 0);
  }

  @Test
  void endOfTextStopsAndEndOfTurnIfThereIsOne() throws IOException {
    assertThat(TOKENIZER.endOfText()).isEqualTo(1);
    assertThat(TOKENIZER.stopIds()).containsExactly(1);
    assertThat(withMarks().stopIds()).containsExactlyInAnyOrder(1, 900);
  }

  @Test
  void tokenBeyondTheModelsRowsIsPlainText() throws IOException {
    GemmaTokenizer whole = withMarks();
    assertThat(whole.size()).isEqualTo(902);
    assertThat(whole.encodePrompt("<picture>")).containsExactly(BOS, 901);
    GemmaTokenizer within = whole.within(901);
    assertThat(within.size()).isEqualTo(901);
    assertThat(within.encodePrompt("<picture>")).hasSizeGreaterThan(2).doesNotContain(901);
    assertThat(within.encodePrompt("<end_of_turn>")).containsExactly(BOS, 900);
    assertThatThrownBy(() -> whole.within(899))
        .isInstanceOf(GemmaException.class)
        .hasMessageContaining("899");
  }

  private GemmaTokenizer withMarks() throws IOException {
    Path file =
        Fixture.changed(
            folder,
            json ->
                List.of("<end_of_turn>", "<picture>")
                    .forEach(
                        name -> {
                          int id = 900 + (name.equals("<picture>") ? 1 : 0);
                          var token = Fixture.addedToken(id, name);
                          token.addProperty("special", true);
                          Fixture.added(json).add(token);
                        }));
    return (GemmaTokenizer) GemmaTokenizerJson.read(file);
  }
}
