package gemmalab.ui.shell;

import static org.assertj.core.api.Assertions.assertThat;

import gemmalab.text.GemmaException;
import gemmalab.text.Language;
import gemmalab.ui.common.Texts;
import org.junit.jupiter.api.Test;

class ProblemsTest {

  private final Texts texts = new Texts(Language.ENGLISH);
  private final Problems problems = new Problems(texts);

  @Test
  void sentenceFollowsTheLanguage() {
    problems.show(new GemmaException("error.inspect.empty"));
    assertThat(problems.sentence().get()).startsWith("Enter a text");

    texts.language().set(Language.JAPANESE);

    assertThat(problems.sentence().get()).startsWith("見る文がありません");
  }

  @Test
  void whatWasReadDoesNotComeBackInAnotherLanguage() {
    problems.show(new GemmaException("error.inspect.empty"));
    problems.clear();

    texts.language().set(Language.JAPANESE);

    assertThat(problems.sentence().get()).isEmpty();
  }
}
