package gemmalab.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** One thing has one word, that of the field, in everything that users read. */
class WordsTest {

  /** Where plain words are meant for people who do not know the terms yet. */
  private static final Predicate<String> FOR_NEWCOMERS =
      Pattern.compile("messages\\.properties ui\\.start\\..*|README\\.md:[1-9]").asMatchPredicate();

  private static final Set<String> FOR_NEWCOMERS_TOO = Set.of("looks at", "look at", "looking at");

  @ParameterizedTest
  @EnumSource
  void replacedWordsStandNowhere(Language language) {
    List<ShippedText> texts = ShippedText.in(language);
    assertThat(ReplacedWords.of(language).stream().flatMap(word -> uses(word, texts).stream()))
        .as("replaced words, with their places")
        .isEmpty();
  }

  @Test
  void theForwardPassIsNotTheFeedForwardNetwork() {
    assertThat(
            ShippedText.ofBundle(ShippedText.MESSAGES, Language.JAPANESE).stream()
                .filter(text -> text.text().equals("順伝播"))
                .map(ShippedText::key))
        .isEmpty();
  }

  private static List<String> uses(Pattern word, List<ShippedText> texts) {
    List<String> places =
        texts.stream().filter(text -> holds(word, text)).map(ShippedText::place).toList();
    return places.isEmpty()
        ? List.of()
        : List.of(places.size() + " x " + word + ": " + String.join(", ", places));
  }

  private static boolean holds(Pattern word, ShippedText text) {
    return word.matcher(text.text())
        .results()
        .map(found -> found.group().toLowerCase(Locale.ROOT))
        .anyMatch(
            found -> !(FOR_NEWCOMERS_TOO.contains(found) && FOR_NEWCOMERS.test(text.place())));
  }
}
