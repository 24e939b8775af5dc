package gemmalab.data.stories;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlotReaderTest {

  private static final Words WORDS =
      new Words(
          List.of(
              "[names]", "she: Amy", "he: Tom", "[grown-ups]", "she: mom", "[animals]", "owl",
              "[traits]", "kind", "[toys: play]", "ball | kick it", "they: eggs | paint them"));
  private static final Map<String, Block> PHRASES =
      Map.of("mood", new Block("phrases.txt", "mood", List.of("[glad|2*sad]")));

  /** How often each text comes out of all equally likely choices. */
  private static Map<String, Integer> texts(String... lines) {
    Map<String, Integer> texts = new HashMap<>();
    Plot plot = read("test (children)", lines);
    for (int seed = 0; seed < 2_000; seed++) {
      texts.merge(new Draft(plot, new SplitMix64(seed, 0), 0).write().text(), 1, Integer::sum);
    }
    return texts;
  }

  private static Plot read(String title, String... lines) {
    return PlotReader.read(new Block("test.txt", title, Arrays.asList(lines)), WORDS, PHRASES);
  }

  @Test
  void wordsDecidePronounsArticlesAndWhatIsDoneWithThem() {
    assertThat(
            texts(
                "with thing: toys",
                "{hero}, a {hero.kind}, has {thing.a} {thing}.",
                "{Hero.he} will {thing.play}; {thing.it} {thing.is} {hero.his}."))
        .containsOnlyKeys(
            "Amy, a girl, has a ball. She will kick it; it is her.",
            "Amy, a girl, has some eggs. She will paint them; they are her.",
            "Tom, a boy, has a ball. He will kick it; it is his.",
            "Tom, a boy, has some eggs. He will paint them; they are his.");
  }

  @Test
  void noWordIsTakenTwice() {
    assertThat(texts("with thing: toys", "{hero} {friend} {thing.a}"))
        .containsOnlyKeys("Amy Tom a", "Tom Amy a", "Amy Tom some", "Tom Amy some");
  }

  @Test
  void weightsDecideHowOften() {
    Map<String, Integer> texts = texts("with thing: toys", "{mood}.", "/ 6* {Mood}!");
    assertThat(texts).containsOnlyKeys("glad.", "sad.", "Glad!", "Sad!");
    assertThat(texts.get("Sad!") / 2_000.0).isBetween(0.53, 0.61);
    assertThat(texts.get("glad.") / 2_000.0).isBetween(0.03, 0.07);
  }

  @Test
  void sentencesAreJoinedBySpacesAndParagraphsByBlankLines() {
    assertThat(texts("with thing: toys", "", "One.", "? Two.", "", "Three.", ""))
        .containsOnlyKeys("One. Two.\n\nThree.", "One.\n\nThree.");
  }

  @Test
  void articleFitsAWordThatComesLater() {
    assertThat(texts("with thing: toys", "{A} [|{mood} ]owl."))
        .containsOnlyKeys("An owl.", "A glad owl.", "A sad owl.");
  }

  @ParameterizedTest
  @CsvSource({
    "{pirate}, neither slot nor phrase: pirate",
    "{thing.colour}, {thing} has no colour",
    "[one|two, no ] for a [",
    "one], no [ for the ]",
    "{hero, no } for a {"
  })
  void faultsNameTheirPlace(String line, String fault) {
    assertThatThrownBy(() -> read("test", "with thing: toys", line))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContainingAll("test.txt, test: ", line, fault);
  }

  @Test
  void aPlotNeedsAThingAndKnownLists() {
    assertThatThrownBy(() -> read("test", "{hero}"))
        .hasMessage("test.txt, test: neither slot nor phrase: thing");
    assertThatThrownBy(() -> read("test", "with thing: ships"))
        .hasMessage("test.txt, test: no list of words: ships");
  }
}
