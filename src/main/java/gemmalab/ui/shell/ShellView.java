package gemmalab.ui.shell;

import gemmalab.ui.common.Texts;
import java.util.EnumMap;
import java.util.Map;
import javafx.scene.Node;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.controlsfx.control.NotificationPane;
import org.kordamp.ikonli.javafx.FontIcon;

/** The frame: the rail of screens, the top bar, the status bar, and faults as a notification. */
public final class ShellView extends BorderPane {

  private final Texts texts;
  private final Map<Destination, Node> screens;
  private final Map<Destination, ToggleButton> rail = new EnumMap<>(Destination.class);
  private final StackPane page = new StackPane();

  public ShellView(
      Texts texts,
      Map<Destination, Node> screens,
      TopBar top,
      StatusBar status,
      Problems problems) {
    this.texts = texts;
    this.screens = screens;
    getStyleClass().add("shell");
    setTop(top);
    setLeft(rail());
    setCenter(notifying(problems));
    setBottom(status);
    go(Destination.ARCHITECTURE);
  }

  /** Shows a screen. */
  public void go(Destination destination) {
    screens.forEach((other, screen) -> screen.setVisible(other == destination));
    ToggleButton button = rail.get(destination);
    if (button != null) {
      button.setSelected(true);
    }
  }

  private Node rail() {
    VBox buttons = new VBox(4);
    buttons.getStyleClass().add("rail");
    ToggleGroup one = new ToggleGroup();
    for (Destination destination : Destination.values()) {
      ToggleButton button = new ToggleButton(null, new FontIcon(destination.icon()));
      button.setId("go-" + destination.id());
      button.textProperty().bind(texts.text(destination.nameKey()));
      button.setToggleGroup(one);
      button.setOnAction(event -> go(destination));
      Tooltip tooltip = new Tooltip(destination.shortcut().getDisplayText());
      button.setTooltip(tooltip);
      button.setMaxWidth(Double.MAX_VALUE);
      rail.put(destination, button);
      buttons.getChildren().add(button);
    }
    return buttons;
  }

  private Node notifying(Problems problems) {
    page.getChildren().addAll(screens.values());
    NotificationPane pane = new NotificationPane(page);
    pane.setId("notification");
    pane.setShowFromTop(true);
    problems
        .sentence()
        .addListener(
            (o, old, sentence) -> {
              if (sentence.isEmpty()) {
                pane.hide();
              } else if (pane.isShowing()) {
                pane.setText(sentence); // the same in another language
              } else {
                pane.show(sentence, new FontIcon("mdi2a-alert-circle-outline"));
              }
            });
    return pane;
  }
}
