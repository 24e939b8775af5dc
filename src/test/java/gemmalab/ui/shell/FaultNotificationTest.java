package gemmalab.ui.shell;

import static org.assertj.core.api.Assertions.assertThat;

import gemmalab.app.FaultDetails;
import gemmalab.text.Language;
import gemmalab.ui.common.Texts;
import javafx.scene.Scene;
import javafx.scene.input.Clipboard;
import javafx.scene.layout.Pane;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

@ExtendWith(ApplicationExtension.class)
class FaultNotificationTest {

  private final Texts texts = new Texts(Language.ENGLISH);
  private final ErrorNotifications errors = new ErrorNotifications(texts);
  private FaultNotification notification;

  @Start
  void show(Stage stage) {
    notification = new FaultNotification(new Pane(), errors, texts);
    stage.setScene(new Scene(notification, 800, 400));
    stage.show();
  }

  @Test
  void theDetailsOfAFaultCanBeCopied(FxRobot robot) {
    robot.interact(
        () -> {
          errors.show(new IllegalStateException("a fault", new RuntimeException("its cause")));
          notification.getActions().get(0).handle(new javafx.event.ActionEvent());
        });

    assertThat(notification.getActions().get(0).getText()).isEqualTo("Copy details");
    String[] copied = new String[1];
    robot.interact(() -> copied[0] = Clipboard.getSystemClipboard().getString());
    assertThat(copied[0]).contains(FaultDetails.PROGRAM, "a fault", "its cause");
  }
}
