package gemmalab.ui.shell;

import static org.assertj.core.api.Assertions.assertThat;

import gemmalab.text.GemmaException;
import gemmalab.text.Language;
import gemmalab.ui.common.Texts;
import org.junit.jupiter.api.Test;

class ErrorNotificationsTest {

  private final Texts texts = new Texts(Language.ENGLISH);
  private final ErrorNotifications errors = new ErrorNotifications(texts);

  @Test
  void sentenceFollowsTheLanguage() {
    errors.show(new GemmaException("error.inspect.empty"));
    assertThat(errors.sentence().get()).startsWith("Enter a text");

    texts.language().set(Language.JAPANESE);

    assertThat(errors.sentence().get()).startsWith("解析するテキスト");
  }

  @Test
  void whatWasReadDoesNotComeBackInAnotherLanguage() {
    errors.show(new GemmaException("error.inspect.empty"));
    errors.clear();

    texts.language().set(Language.JAPANESE);

    assertThat(errors.sentence().get()).isEmpty();
  }
}
