package gemmalab.ui.common;

import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Control;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;

/** Controls with their names: bound to the texts, and told to screen readers. */
public final class Controls {

  private Controls() {}

  public static Label label(ObservableValue<String> text, String... styles) {
    Label label = new Label();
    label.textProperty().bind(text);
    label.getStyleClass().addAll(styles);
    return label;
  }

  /** A button with icon and word. */
  public static Button button(
      String id, String icon, ObservableValue<String> text, Runnable action) {
    Button button = new Button(null, new FontIcon(icon));
    button.setId(id);
    button.textProperty().bind(text);
    button.setOnAction(event -> action.run());
    return button;
  }

  /** A button with an icon alone; its name is in the tooltip and for the screen reader. */
  public static Button iconButton(
      String id, String icon, ObservableValue<String> name, Runnable action) {
    Button button = new Button(null, new FontIcon(icon));
    button.setId(id);
    button.getStyleClass().addAll("flat", "button-icon");
    button.accessibleTextProperty().bind(name);
    Tooltip tooltip = new Tooltip();
    tooltip.textProperty().bind(name);
    button.setTooltip(tooltip);
    button.setOnAction(event -> action.run());
    return button;
  }

  /** Text that wraps and takes the height it needs. */
  public static Label paragraph(ObservableValue<String> text, String... styles) {
    Label label = label(text, styles);
    label.setWrapText(true);
    label.setMinHeight(javafx.scene.layout.Region.USE_PREF_SIZE);
    return label;
  }

  /** A control below its name. */
  public static VBox named(
      ObservableValue<String> name, ObservableValue<String> help, Control control) {
    Label label = label(name, "field-name");
    label.setLabelFor(control);
    Tooltip tooltip = new Tooltip();
    tooltip.textProperty().bind(help);
    control.setTooltip(tooltip);
    control.accessibleTextProperty().bind(name);
    control.accessibleHelpProperty().bind(help);
    control.setMaxWidth(Double.MAX_VALUE);
    return new VBox(4, label, control);
  }

  public static TextField field(String id, javafx.beans.property.StringProperty value) {
    TextField field = new TextField();
    field.setId(id);
    field.textProperty().bindBidirectional(value);
    return field;
  }

  public static <T> ComboBox<T> choice(
      String id, javafx.beans.property.ObjectProperty<T> value, java.util.List<T> all) {
    ComboBox<T> box = new ComboBox<>();
    box.setId(id);
    box.getItems().addAll(all);
    box.valueProperty().bindBidirectional(value);
    return box;
  }

  /** Shows a node and gives it room only while something is so. */
  public static <N extends Node> N shownWhen(N node, ObservableValue<Boolean> shown) {
    node.visibleProperty().bind(shown);
    node.managedProperty().bind(shown);
    return node;
  }

  /** Whether a screen is in sight. */
  public static ObservableValue<Boolean> inSight(Node screen) {
    return screen.sceneProperty().flatMap(scene -> screen.visibleProperty()).orElse(false);
  }

  /** Does something each time a screen comes into sight. */
  public static void onShown(Node screen, Runnable action) {
    inSight(screen)
        .addListener(
            (o, was, is) -> {
              if (is) {
                action.run();
              }
            });
  }
}
