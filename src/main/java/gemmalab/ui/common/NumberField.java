package gemmalab.ui.common;

import java.util.Locale;
import javafx.beans.property.DoubleProperty;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Slider;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/**
 * A number that can be dragged or typed: a name, a slider and a field in step, and a reset. What is
 * typed wrong goes back to what it was.
 */
public final class NumberField extends VBox {

  private static final double FIELD_WIDTH = 72;

  private final String pattern;
  private final Slider slider;
  private final TextField field = new TextField();

  /**
   * Builds the row.
   *
   * @param pattern of {@link String#format}, for a double
   * @param max end of the slider; the field takes more, up to {@code limit}
   */
  public NumberField(
      String id,
      ObservableValue<String> name,
      ObservableValue<String> help,
      ObservableValue<String> resetName,
      DoubleProperty value,
      double min,
      double max,
      double limit,
      String pattern) {
    this.pattern = pattern;
    slider = new Slider(min, max, value.get());
    setSpacing(4);
    Label label = new Label();
    label.textProperty().bind(name);
    label.setLabelFor(slider);
    label.getStyleClass().add("field-name");
    explain(id, name, help);
    double first = value.get();
    Button reset =
        Controls.iconButton(id + "-reset", "mdi2r-restore", resetName, () -> value.set(first));
    HBox row = new HBox(8, slider, field, reset);
    row.setAlignment(Pos.CENTER_LEFT);
    HBox.setHgrow(slider, Priority.ALWAYS);
    getChildren().addAll(label, row);
    keepInStep(value, min, limit);
  }

  private void explain(String id, ObservableValue<String> name, ObservableValue<String> help) {
    slider.setId(id);
    field.setId(id + "-field");
    field.setPrefWidth(FIELD_WIDTH);
    field.setMinWidth(FIELD_WIDTH);
    Tooltip tooltip = new Tooltip();
    tooltip.textProperty().bind(help);
    slider.setTooltip(tooltip);
    slider.accessibleTextProperty().bind(name);
    slider.accessibleHelpProperty().bind(help);
    field.accessibleTextProperty().bind(name);
  }

  private void keepInStep(DoubleProperty value, double min, double limit) {
    slider.valueProperty().addListener((o, old, now) -> fromSlider(value, now.doubleValue()));
    value.addListener((o, old, now) -> show(now.doubleValue()));
    field.setOnAction(event -> fromField(value, min, limit));
    field
        .focusedProperty()
        .addListener(
            (o, was, is) -> {
              if (!is) {
                fromField(value, min, limit);
              }
            });
    show(value.get());
  }

  /** A value beyond the slider's end, typed into the field, is not pulled back by the slider. */
  private void fromSlider(DoubleProperty value, double position) {
    if (position < slider.getMax() || value.get() < slider.getMax()) {
      value.set(Double.parseDouble(text(position)));
    }
  }

  private void fromField(DoubleProperty value, double min, double limit) {
    try {
      double typed = Double.parseDouble(field.getText().strip());
      if (typed >= min && typed <= limit) {
        value.set(typed);
      }
    } catch (NumberFormatException e) {
      // shown again below as it was
    }
    show(value.get());
  }

  private void show(double now) {
    field.setText(text(now));
    slider.setValue(Math.min(now, slider.getMax()));
  }

  private String text(double now) {
    return String.format(Locale.ENGLISH, pattern, now);
  }
}
