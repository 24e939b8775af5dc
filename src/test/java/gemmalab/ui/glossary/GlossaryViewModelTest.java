package gemmalab.ui.glossary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gemmalab.text.GlossaryGroup;
import gemmalab.text.GlossaryTerm;
import gemmalab.text.Language;
import gemmalab.ui.common.Texts;
import org.junit.jupiter.api.Test;

class GlossaryViewModelTest {

  private final Texts texts = new Texts(Language.ENGLISH);
  private final GlossaryViewModel glossary = new GlossaryViewModel(texts);

  @Test
  void beginsHiddenAtTheFirstOfAllTerms() {
    assertThat(glossary.shown().get()).isFalse();
    assertThat(glossary.term().get().id()).isEqualTo("token");
    assertThat(glossary.group()).isEqualTo("Text and tokens");
    assertThat(glossary.found().get()).hasSize(7);
  }

  @Test
  void opensAtATerm() {
    glossary.show("qk_norm");
    assertThat(glossary.shown().get()).isTrue();
    assertThat(glossary.term().get().term()).isEqualTo("QK-norm");
    assertThat(glossary.seeAlso())
        .extracting(GlossaryTerm::term)
        .containsExactly("RMSNorm", "Attention scores");
  }

  @Test
  void anUnknownTermIsAFaultOfTheProgram() {
    assertThatThrownBy(() -> glossary.show("no_such_term"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(glossary.shown().get()).isFalse();
  }

  @Test
  void aSearchShowsItsFirstResultAndThenWhereItIsMentioned() {
    glossary.query().set("temper");
    assertThat(glossary.term().get().id()).isEqualTo("temperature");
    assertThat(glossary.found().get())
        .extracting(GlossaryGroup::name)
        .containsExactly("Generation", "Mentioned in");
  }

  @Test
  void theShownTermStaysWhileItIsFound() {
    glossary.show("temperature");
    glossary.query().set("softmax");
    assertThat(glossary.term().get().id()).isEqualTo("temperature"); // its definition mentions it
  }

  @Test
  void theShownTermStaysWhereNothingIsFound() {
    glossary.show("rope");
    glossary.query().set("zebra");
    assertThat(glossary.found().get()).isEmpty();
    assertThat(glossary.term().get().id()).isEqualTo("rope");
  }

  @Test
  void aTermThatTheSearchLeavesOutEndsTheSearch() {
    glossary.query().set("temperature");
    glossary.show("run_folder");
    assertThat(glossary.query().get()).isEmpty();
    assertThat(glossary.found().get()).hasSize(7);
  }

  @Test
  void followsTheLanguage() {
    glossary.show("kv_cache");
    glossary.query().set("cache");
    texts.language().set(Language.JAPANESE);
    assertThat(glossary.term().get().term()).isEqualTo("KV キャッシュ");
    assertThat(glossary.group()).isEqualTo("アテンション");
    assertThat(glossary.found().get()).extracting(GlossaryGroup::name).contains("アテンション");
  }

  @Test
  void closesAndOpensAgainAsItWas() {
    glossary.show("loss");
    glossary.toggle();
    assertThat(glossary.shown().get()).isFalse();
    glossary.toggle();
    assertThat(glossary.shown().get()).isTrue();
    assertThat(glossary.term().get().id()).isEqualTo("loss");
  }
}
