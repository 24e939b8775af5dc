package gemmalab.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class GlossaryTest {

  private static final long MOST_SENTENCES = 3;

  @Test
  void itsGroupsAreInTheOrderOfTheFile() {
    assertThat(Glossary.of(Language.JAPANESE).groups())
        .extracting(GlossaryGroup::id)
        .containsExactly(
            "text", "model", "attention", "training", "generation", "inspection", "files");
  }

  @Test
  void bothLanguagesHaveTheSameTerms() {
    assertThat(ids(Language.JAPANESE)).isEqualTo(ids(Language.ENGLISH)).doesNotHaveDuplicates();
    assertThat(ids(Language.ENGLISH)).hasSizeGreaterThan(60);
  }

  @ParameterizedTest
  @EnumSource
  void everyTermIsExplainedInOneToThreeSentences(Language language) {
    assertThat(Glossary.of(language).terms())
        .allSatisfy(
            term -> {
              assertThat(term.term()).as(term.id()).isNotBlank();
              assertThat(sentences(term.definition())).as(term.id()).isBetween(1L, MOST_SENTENCES);
            });
  }

  @ParameterizedTest
  @EnumSource
  void everyDefinitionEndsAsASentenceDoes(Language language) {
    String stop = language == Language.JAPANESE ? "。" : ".";
    assertThat(Glossary.of(language).terms()).allMatch(term -> term.definition().endsWith(stop));
  }

  @Test
  void relatedTermsAreThere() {
    Set<String> ids = Set.copyOf(ids(Language.ENGLISH));
    assertThat(Glossary.of(Language.ENGLISH).terms())
        .allSatisfy(
            term ->
                assertThat(term.seeAlso()).as(term.id()).isSubsetOf(ids).doesNotContain(term.id()));
  }

  @Test
  void aTermKnowsItsEnglishName() {
    GlossaryTerm term = Glossary.of(Language.JAPANESE).term("ablation").orElseThrow();
    assertThat(term.term()).isEqualTo("アブレーション");
    assertThat(term.english()).isEqualTo("Ablation");
    assertThat(term.group()).isEqualTo("inspection");
  }

  @Test
  void namesAreFoundHoweverTheyAreSpelt() {
    for (String spelling : List.of("kv cache", "KV-Cache", "ＫＶ　ｃａｃｈｅ", "キャッシュ")) {
      assertThat(Glossary.of(Language.JAPANESE).named(spelling))
          .as(spelling)
          .singleElement()
          .satisfies(
              group ->
                  assertThat(group.terms())
                      .extracting(GlossaryTerm::id)
                      .containsExactly("kv_cache"));
    }
  }

  @Test
  void definitionsAreFoundToo() {
    Glossary glossary = Glossary.of(Language.ENGLISH);
    assertThat(glossary.named("soft-capping")).isEmpty();
    assertThat(glossary.mentioning("soft-capping"))
        .extracting(GlossaryTerm::id)
        .containsExactly("qk_norm");
    assertThat(glossary.mentioning("KV cache"))
        .extracting(GlossaryTerm::id)
        .contains("gqa")
        .doesNotContain("kv_cache");
  }

  private static List<String> ids(Language language) {
    return Glossary.of(language).terms().map(GlossaryTerm::id).toList();
  }

  private static long sentences(String definition) {
    return java.util.regex.Pattern.compile("[.!?](?= [A-Z0-9“]|$)|。")
        .matcher(definition)
        .results()
        .count();
  }
}
