package gemmalab.ui.shell;

import static gemmalab.ui.common.Controls.button;
import static gemmalab.ui.common.Controls.iconButton;
import static gemmalab.ui.common.Controls.paragraph;
import static gemmalab.ui.common.Controls.shownWhen;

import gemmalab.ui.common.Clipboards;
import gemmalab.ui.common.Texts;
import javafx.geometry.Pos;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.kordamp.ikonli.javafx.FontIcon;

/**
 * A page above which faults are shown whole, with what one needs to ask for help. It makes room for
 * them, since what has to be mended may be at the top of the page.
 */
final class FaultNotification extends BorderPane {

  FaultNotification(Node page, ErrorNotifications errors, Texts texts) {
    setId("notification");
    setCenter(page);
    Label sentence = paragraph(errors.sentence());
    sentence.setMaxWidth(Double.MAX_VALUE);
    HBox.setHgrow(sentence, Priority.ALWAYS);
    Button copy =
        button(
            "copy-fault",
            "mdi2c-content-copy",
            texts.text("ui.fault.copy"),
            () -> Clipboards.copy(errors.details()));
    copy.setMinWidth(Region.USE_PREF_SIZE);
    HBox bar =
        new HBox(
            8,
            new FontIcon("mdi2a-alert-circle-outline"),
            sentence,
            copy,
            iconButton("close-fault", "mdi2c-close", texts.text("ui.fault.close"), errors::clear));
    bar.setAlignment(Pos.CENTER_LEFT);
    bar.getStyleClass().add("notification-bar");
    bar.setAccessibleRole(AccessibleRole.TEXT);
    bar.accessibleTextProperty().bind(errors.sentence());
    setTop(shownWhen(bar, errors.sentence().map(text -> !text.isEmpty())));
  }
}
