package gemmalab.data.stories;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import gemmalab.tokenizer.Gpt2Tokenizer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class StoryGrammarTest {

  private static final StoryGrammar GRAMMAR = new StoryGrammar();
  private static final List<Story> STORIES = GRAMMAR.stories(42, 20_000).toList();

  private static final Set<String> NOT_THINGS =
      Set.of("names", "grown-ups", "traits", "looks", "colors", "numbers");

  private static List<String> texts(Predicate<Story> faulty) {
    return STORIES.stream().filter(faulty).map(Story::text).toList();
  }

  @Test
  void sameSeedGivesTheSameStoriesForEver() throws NoSuchAlgorithmException {
    MessageDigest hash = MessageDigest.getInstance("SHA-256");
    STORIES.stream()
        .limit(1_000)
        .forEach(story -> hash.update(story.text().getBytes(StandardCharsets.UTF_8)));
    assertThat(HexFormat.of().formatHex(hash.digest())).isEqualTo("GOLDEN");
  }

  @Test
  void storiesDependOnlyOnSeedAndNumber() {
    List<Story> backwards =
        LongStream.range(0, 1_000)
            .map(number -> 999 - number)
            .parallel()
            .mapToObj(number -> GRAMMAR.story(42, number))
            .toList();
    IntStream.range(0, 1_000)
        .forEach(i -> assertThat(backwards.get(999 - i)).isEqualTo(STORIES.get(i)));
    assertThat(GRAMMAR.story(43, 0)).isNotEqualTo(STORIES.get(0));
  }

  @Test
  void isRichEnough() {
    assertThat(GRAMMAR.plots()).hasSizeGreaterThanOrEqualTo(40);
    assertThat(GRAMMAR.plots().stream().map(Plot::name)).doesNotHaveDuplicates();
    assertThat(GRAMMAR.words().list("names").words()).hasSizeGreaterThanOrEqualTo(60);
    assertThat(things()).hasSizeGreaterThanOrEqualTo(150);
  }

  private static Set<String> things() {
    return GRAMMAR.words().lists().stream()
        .filter(list -> !NOT_THINGS.contains(list.name()))
        .flatMap(list -> list.words().stream())
        .map(Word::text)
        .collect(Collectors.toSet());
  }

  @Test
  void noListNamesAWordTwice() {
    for (WordList list : GRAMMAR.words().lists()) {
      assertThat(list.words().stream().map(Word::text)).as(list.name()).doesNotHaveDuplicates();
    }
  }

  @Test
  void mainCharacterAndThingReturnInTheLastParagraph() {
    assertThat(texts(story -> !ending(story).contains(story.characters().get(0)))).isEmpty();
    assertThat(texts(story -> !ending(story).contains(story.thing()))).isEmpty();
  }

  private static String ending(Story story) {
    return story.text().substring(story.text().lastIndexOf("\n\n"));
  }

  @Test
  void thingIsSetInTheFirstTwoThirdsOfNearlyEveryStory() {
    assertThat(texts(story -> thingAt(story) > story.text().length() * 2 / 3))
        .hasSizeLessThan(STORIES.size() / 1_000);
  }

  private static int thingAt(Story story) {
    return story.text().toLowerCase(Locale.ROOT).indexOf(story.thing());
  }

  @Test
  void namesComeBackAfterTheFirstThird() {
    long names = STORIES.stream().mapToLong(story -> story.characters().size()).sum();
    long back = STORIES.stream().mapToLong(StoryGrammarTest::namesThatComeBack).sum();
    assertThat((double) back / names).isGreaterThan(0.95);
  }

  private static long namesThatComeBack(Story story) {
    String later = story.text().substring(story.text().length() / 3);
    return story.characters().stream().filter(later::contains).count();
  }

  @Test
  void nobodyIsHeAndShe() {
    Pattern she = Pattern.compile("\\b(she|her)\\b", Pattern.CASE_INSENSITIVE);
    Pattern he = Pattern.compile("\\b(he|him|his)\\b", Pattern.CASE_INSENSITIVE);
    List<Story> onlyShe = onlyPeopleOf(Form.SHE);
    List<Story> onlyHe = onlyPeopleOf(Form.HE);
    assertThat(onlyShe).hasSizeGreaterThan(1_000);
    assertThat(onlyHe).hasSizeGreaterThan(1_000);
    assertThat(onlyShe).map(Story::text).filteredOn(he.asPredicate()).isEmpty();
    assertThat(onlyHe).map(Story::text).filteredOn(she.asPredicate()).isEmpty();
  }

  /** Without the plots in which some nameless man, mother animal or dog plays along. */
  private static List<Story> onlyPeopleOf(Form form) {
    Pattern other =
        Pattern.compile(
            "\\b(man|woman|snow man|captain|sailors|mother|mom|dog|" + grownUps(form) + ")\\b",
            Pattern.CASE_INSENSITIVE);
    Set<String> names =
        GRAMMAR.words().list("names").words().stream()
            .filter(name -> name.form() == form)
            .map(Word::text)
            .collect(Collectors.toSet());
    return STORIES.stream()
        .filter(story -> names.containsAll(story.characters()))
        .filter(story -> !other.matcher(story.text()).find())
        .toList();
  }

  private static String grownUps(Form except) {
    return GRAMMAR.words().list("grown-ups").words().stream()
        .filter(word -> word.form() != except)
        .map(Word::text)
        .collect(Collectors.joining("|"));
  }

  @Test
  void quotesOpenAndClose() {
    Pattern outside =
        Pattern.compile("(?s)[^\"]*(?:(?<=^|[\\s(])\"[A-Z][^\"]*[.,!?]\"(?=\\s|$)[^\"]*)*");
    assertThat(texts(story -> !outside.matcher(story.text()).matches())).isEmpty();
  }

  @Test
  void textIsClean() {
    Pattern fault =
        Pattern.compile(
            "[{}\\[\\]|/*_]|  | \\n|\\n |[ ]$|\\.\\.\\.\\.|\\s[.,!?]|[.!?] [a-z]|,[.!?]");
    assertThat(texts(story -> fault.matcher(story.text()).find())).isEmpty();
    Pattern whole = Pattern.compile("(?s)[A-Z].*[.!?]\"?");
    assertThat(texts(story -> !whole.matcher(story.text()).matches())).isEmpty();
  }

  @Test
  void articlesFitTheNextWord() {
    Pattern wrong = Pattern.compile("\\b([Aa] [aeiou]|[Aa]n [^aeiouh])|\\ban h(?!our)|\\ba hour");
    assertThat(texts(story -> wrong.matcher(story.text()).find())).isEmpty();
  }

  @Test
  void storiesFitAContextAndASmallVocabulary() {
    Gpt2Tokenizer tokenizer = new Gpt2Tokenizer();
    List<int[]> tokens =
        STORIES.parallelStream().map(story -> tokenizer.encode(story.text())).toList();
    assertThat(tokens).allMatch(ids -> ids.length < 255);
    assertThat(tokens.stream().flatMapToInt(Arrays::stream).distinct().count())
        .isBetween(1_200L, 1_800L);
    double nats = STORIES.stream().mapToDouble(Story::informationNats).sum();
    assertThat(nats / tokens.stream().mapToInt(ids -> ids.length + 1).sum()).isBetween(0.4, 0.9);
  }

  @Test
  void everyTextCanBeMadeInOneWayOnly() {
    for (Story story : STORIES.subList(0, 30)) {
      assertThat(Derivations.nats(GRAMMAR, story.text())).as(story.text()).hasSize(1);
    }
  }

  @Test
  void informationIsThatOfTheOneWay() {
    Story story = STORIES.get(7);
    assertThat(Derivations.nats(GRAMMAR, story.text()).get(0))
        .isEqualTo(story.informationNats(), offset(1e-9));
    assertThat(Derivations.nats(GRAMMAR, story.text() + " The end.")).isEmpty();
  }
}
