package gemmalab.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class MessagesTest {

  private static final Path TEXTS = Path.of("src/main/resources/gemmalab/text");
  private static final Path JAPANESE = TEXTS.resolve("messages_ja.properties");
  private static final Pattern KEY = Pattern.compile("\"(error\\.[\\w.]+)\"");
  private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\d+");
  private static final String LETTER = "[\\p{IsHiragana}\\p{IsKatakana}\\p{IsHan}]";
  private static final Pattern HALF_WIDTH_BRACKET =
      Pattern.compile(LETTER + " ?\\(|\\([^)]*" + LETTER);

  @Test
  void everyErrorOfTheSourcesHasASentence() throws IOException {
    assertThat(english().stringPropertyNames()).containsAll(keysInSources());
  }

  @Test
  void everyErrorSentenceIsUsed() throws IOException {
    assertThat(errors(english())).isSubsetOf(keysInSources());
  }

  @Test
  void everyErrorSentenceEndsWithAStop() throws IOException {
    Properties english = english();
    assertThat(errors(english))
        .isNotEmpty()
        .allMatch(key -> english.getProperty(key, "").endsWith("."));
  }

  @Test
  void apostrophesAreDoubledSoThatPlaceholdersWork() throws IOException {
    Properties english = english();
    assertThat(errors(english))
        .noneMatch(key -> english.getProperty(key, "").replace("''", "").contains("'"));
  }

  @Test
  void japaneseHasTheSameKeys() throws IOException {
    assumeThat(JAPANESE).exists();
    assertThat(load(JAPANESE).stringPropertyNames())
        .containsExactlyInAnyOrderElementsOf(english().stringPropertyNames());
  }

  @Test
  void japaneseHasTheSamePlaceholders() throws IOException {
    assumeThat(JAPANESE).exists();
    Properties english = english();
    Properties japanese = load(JAPANESE);
    for (String key : english.stringPropertyNames()) {
      assertThat(placeholders(japanese.getProperty(key, "")))
          .as(key)
          .isEqualTo(placeholders(english.getProperty(key, "")));
    }
  }

  /** Two ways to write one thing that slip in with texts that were translated later. */
  @Test
  void japaneseIsPunctuatedAsJapanese() throws IOException {
    Properties japanese = load(JAPANESE);
    assertThat(errors(japanese)).allMatch(key -> japanese.getProperty(key, "").endsWith("。"));
    assertThat(japanese.stringPropertyNames())
        .noneMatch(key -> HALF_WIDTH_BRACKET.matcher(japanese.getProperty(key, "")).find());
  }

  @Test
  void numbersGetThousandsSeparators() {
    assertThat(Messages.english().format("error.token.unknown", 99_999, 50_257))
        .contains("99,999")
        .contains("50,257");
  }

  @Test
  void durationsAreSaidAsPeopleSayThem() {
    assertThat(Messages.english().duration(42.4)).isEqualTo("42 s");
    assertThat(Messages.english().duration(185)).isEqualTo("3 min 5 s");
    assertThat(Messages.english().duration(7_800)).isEqualTo("2 h 10 min");
    assertThat(Messages.english().duration(Double.NaN)).isEqualTo("–");
    assertThat(Messages.of(Language.JAPANESE).duration(185)).isEqualTo("3 分 5 秒");
  }

  @Test
  void faultIsSaidInEnglishByItself() {
    GemmaException fault = new GemmaException("error.device.unknown", "tpu");
    assertThat(fault).hasMessage("There is no device \"tpu\"; use auto, cpu or cuda.");
    assertThat(fault.in(Messages.english())).isEqualTo(fault.getMessage());
    assertThat(fault.key()).isEqualTo("error.device.unknown");
  }

  private static Set<String> errors(Properties texts) {
    return texts.stringPropertyNames().stream()
        .filter(key -> key.startsWith("error."))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> placeholders(String text) {
    return PLACEHOLDER.matcher(text).results().map(MatchResult::group).collect(Collectors.toSet());
  }

  private static Set<String> keysInSources() throws IOException {
    List<Path> sources;
    try (Stream<Path> all = Files.walk(Path.of("src/main/java"))) {
      sources = all.filter(path -> path.toString().endsWith(".java")).toList();
    }
    Set<String> keys = new TreeSet<>();
    for (Path source : sources) {
      KEY.matcher(Files.readString(source)).results().forEach(found -> keys.add(found.group(1)));
    }
    assertThat(keys).hasSizeGreaterThan(30);
    return keys;
  }

  private static Properties english() throws IOException {
    return load(TEXTS.resolve("messages.properties"));
  }

  private static Properties load(Path path) throws IOException {
    Properties texts = new Properties();
    try (Reader reader = Files.newBufferedReader(path)) {
      texts.load(reader);
    }
    return texts;
  }
}
