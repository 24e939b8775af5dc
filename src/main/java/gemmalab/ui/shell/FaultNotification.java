package gemmalab.ui.shell;

import gemmalab.ui.common.Clipboards;
import gemmalab.ui.common.Texts;
import javafx.scene.Node;
import org.controlsfx.control.NotificationPane;
import org.controlsfx.control.action.Action;
import org.kordamp.ikonli.javafx.FontIcon;

/** A page over which faults are shown, with what one needs to ask for help. */
final class FaultNotification extends NotificationPane {

  FaultNotification(Node page, ErrorNotifications errors, Texts texts) {
    super(page);
    setId("notification");
    setShowFromTop(true);
    Action copy = new Action(event -> Clipboards.copy(errors.details()));
    copy.textProperty().bind(texts.text("ui.fault.copy"));
    getActions().setAll(copy);
    errors.sentence().addListener((o, old, sentence) -> tell(sentence));
  }

  private void tell(String sentence) {
    if (sentence.isEmpty()) {
      hide();
    } else if (isShowing()) {
      setText(sentence); // the same in another language
    } else {
      show(sentence, new FontIcon("mdi2a-alert-circle-outline"));
    }
  }
}
