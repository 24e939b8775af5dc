package gemmalab.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.MessageFormat;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Signs, brackets, stops, placeholders and plurals of the texts that users read. */
class TextFormTest {

  private static final int MOST_ARGUMENTS = 10;
  private static final String KANA_OR_KANJI = "[\\p{IsHiragana}\\p{IsKatakana}\\p{IsHan}ー。、」』]";

  /**
   * Half-width brackets that touch Japanese; a name in Latin letters and a call() may have them.
   */
  private static final Predicate<String> HALF_WIDTH_BRACKETS =
      Pattern.compile(
              KANA_OR_KANJI + " ?\\((?![A-Za-z][\\w .,-]*\\))|(?<!\\()\\) ?" + KANA_OR_KANJI)
          .asPredicate();

  private static final Predicate<String> LATIN_BRACKETS_ONLY =
      Pattern.compile("[^()]*(\\([A-Za-z][\\w .,-]*\\)[^()]*)+").asMatchPredicate();

  /** Index and format of a value; a choice only chooses words of English. */
  private static final Pattern VALUE = Pattern.compile("\\{\\d+(?!\\d*,choice)(,[^{}]*)?");

  private static final Pattern HELP_VALUE = Pattern.compile("\\$\\{[^}]*}|%n");

  @ParameterizedTest
  @EnumSource
  void apostrophesAreTypographic(Language language) {
    assertThat(places(language, text -> text.contains("'"))).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void ellipsesAreOneSignWithoutSpaceBefore(Language language) {
    assertThat(places(language, text -> text.strip().endsWith(" …") || text.contains("...")))
        .isEmpty();
  }

  @Test
  void bracketsInJapaneseAreFullWidth() {
    assertThat(
            ShippedText.in(Language.JAPANESE).stream()
                .filter(text -> !LATIN_BRACKETS_ONLY.test(text.text()))
                .filter(text -> HALF_WIDTH_BRACKETS.test(text.text()))
                .map(ShippedText::place))
        .isEmpty();
  }

  /** A label has no stop in either language, a sentence has one in both. */
  @ParameterizedTest
  @ValueSource(strings = {ShippedText.MESSAGES, ShippedText.COMMANDS})
  void whatEndsWithAStopDoesSoInBothLanguages(String bundle) {
    Map<String, String> japanese = byKey(bundle, Language.JAPANESE);
    assertThat(
            ShippedText.ofBundle(bundle, Language.ENGLISH).stream()
                .filter(text -> !text.key().startsWith("ui.playground.example."))
                .filter(
                    text ->
                        text.text().strip().endsWith(".")
                            != japanese.getOrDefault(text.key(), "").strip().endsWith("。"))
                .map(ShippedText::key))
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {ShippedText.MESSAGES, ShippedText.COMMANDS})
  void placeholdersAndTheirFormatsAreAlikeInBothLanguages(String bundle) {
    Map<String, String> japanese = byKey(bundle, Language.JAPANESE);
    List<ShippedText> english = ShippedText.ofBundle(bundle, Language.ENGLISH);
    assertThat(japanese.keySet())
        .containsExactlyInAnyOrderElementsOf(english.stream().map(ShippedText::key).toList());
    assertThat(
            english.stream()
                .filter(
                    text ->
                        !values(text.text()).equals(values(japanese.getOrDefault(text.key(), ""))))
                .map(ShippedText::key))
        .isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void everyPatternCanSayNoneOneAndTwo(Language language) {
    for (ShippedText text : bundles(language)) {
      if (text.isPattern()) {
        MessageFormat format = new MessageFormat(text.text(), language.locale());
        for (int number = 0; number <= 2; number++) {
          assertThat(format.format(all(number))).as(text.place()).doesNotContainPattern("\\{\\d");
        }
      }
    }
  }

  @Test
  void oneThingIsNotSaidInThePlural() {
    Predicate<String> plural =
        Pattern.compile("\\b1 (entries|heads|runs|steps|stories|tensors|threads)\\b").asPredicate();
    assertThat(
            bundles(Language.ENGLISH).stream()
                .filter(ShippedText::isPattern)
                .filter(text -> plural.test(MessageFormat.format(text.text(), all(1))))
                .map(ShippedText::place))
        .isEmpty();
  }

  private static List<String> places(Language language, Predicate<String> wrong) {
    return bundles(language).stream()
        .filter(text -> wrong.test(text.text()))
        .map(ShippedText::place)
        .toList();
  }

  private static List<ShippedText> bundles(Language language) {
    return Stream.of(ShippedText.MESSAGES, ShippedText.COMMANDS, ShippedText.GLOSSARY)
        .flatMap(bundle -> ShippedText.ofBundle(bundle, language).stream())
        .toList();
  }

  private static Map<String, String> byKey(String bundle, Language language) {
    return ShippedText.ofBundle(bundle, language).stream()
        .collect(Collectors.toMap(ShippedText::key, ShippedText::text));
  }

  private static Set<String> values(String text) {
    return Stream.of(VALUE, HELP_VALUE)
        .flatMap(pattern -> pattern.matcher(text).results())
        .map(MatchResult::group)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Object[] all(Object value) {
    Object[] arguments = new Object[MOST_ARGUMENTS];
    Arrays.fill(arguments, value);
    return arguments;
  }
}
