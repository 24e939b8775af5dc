package gemmalab.ui.shell;

import gemmalab.ui.common.Texts;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Supplier;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;

/** The frame: the rail of screens, the top bar, the status bar, and faults as a notification. */
public final class ShellView extends BorderPane {

  private final Texts texts;
  private final Map<Destination, ToggleButton> rail = new EnumMap<>(Destination.class);
  private final StackPane center = new StackPane();
  private final Screens screens;

  /** Builds the frame with one screen. */
  public ShellView(
      Texts texts,
      Map<Destination, Supplier<Node>> makers,
      Destination first,
      TopBar top,
      StatusBar status,
      ErrorNotifications errors) {
    this.texts = texts;
    screens = new Screens(texts, makers, first);
    getStyleClass().add("shell");
    setTop(top);
    setLeft(rail());
    center.getChildren().add(new FaultNotification(screens, errors, texts));
    setCenter(center);
    setBottom(status);
    go(first);
  }

  /** The screen that is shown. */
  public ReadOnlyObjectProperty<Destination> shown() {
    return screens.shown();
  }

  /** Shows a screen. */
  public void go(Destination destination) {
    screens.show(destination);
    ToggleButton button = rail.get(destination);
    if (button != null) {
      button.setSelected(true);
    }
  }

  /** Makes the screens that nobody asked for yet ready, while nobody does anything. */
  public void prepare() {
    screens.prepare();
  }

  /** Leaves only the screen in sight to be restyled or relabelled at once. */
  public void setOthersAside() {
    screens.setOthersAside();
  }

  /** Lays a pane over the right side of all screens. */
  public void overlay(Region pane) {
    pane.setMaxWidth(Region.USE_PREF_SIZE);
    StackPane.setAlignment(pane, Pos.CENTER_RIGHT);
    center.getChildren().add(pane);
  }

  /** Lays a note over the lower right corner of all screens. */
  public void note(Region note) {
    StackPane.setAlignment(note, Pos.BOTTOM_RIGHT);
    StackPane.setMargin(note, new Insets(16));
    center.getChildren().add(note);
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
}
