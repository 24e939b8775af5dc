package gemmalab.ui.shell;

import static org.assertj.core.api.Assertions.assertThat;

import gemmalab.app.FaultDetails;
import gemmalab.text.GemmaException;
import gemmalab.text.Language;
import gemmalab.ui.common.Texts;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.input.Clipboard;
import javafx.scene.layout.Pane;
import javafx.scene.text.Text;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

@ExtendWith(ApplicationExtension.class)
class FaultNotificationTest {

  private static final String LONG = "a name with many words ".repeat(12);

  private final Texts texts = new Texts(Language.ENGLISH);
  private final ErrorNotifications errors = new ErrorNotifications(texts);
  private final Pane page = new Pane();

  @Start
  void show(Stage stage) {
    stage.setScene(new Scene(new FaultNotification(page, errors, texts), 800, 400));
    stage.show();
  }

  @Test
  void theDetailsOfAFaultCanBeCopied(FxRobot robot) {
    robot.interact(
        () -> errors.show(new IllegalStateException("a fault", new RuntimeException("its cause"))));
    assertThat(robot.lookup("#copy-fault").queryButton().getText()).isEqualTo("Copy details");
    robot.clickOn("#copy-fault");
    String[] copied = new String[1];
    robot.interact(() -> copied[0] = Clipboard.getSystemClipboard().getString());
    assertThat(copied[0]).contains(FaultDetails.PROGRAM, "a fault", "its cause");
  }

  @Test
  void aLongSentenceIsShownWholeAboveThePageAndGoesWhenItIsClosed(FxRobot robot) {
    robot.interact(() -> errors.show(new GemmaException("error.file.damaged", LONG, LONG)));
    Label sentence = robot.lookup(".notification-bar .label").queryAs(Label.class);
    assertThat(sentence.lookup(".text")).isInstanceOf(Text.class);
    assertThat(((Text) sentence.lookup(".text")).getText()).isEqualTo(sentence.getText());
    assertThat(page.getBoundsInParent().getMinY())
        .isGreaterThanOrEqualTo(sentence.getParent().getBoundsInParent().getMaxY());

    robot.clickOn("#close-fault");
    assertThat(errors.sentence().get()).isEmpty();
    assertThat(sentence.getParent().isVisible()).isFalse();
    assertThat(page.getBoundsInParent().getMinY()).isZero();
  }
}
