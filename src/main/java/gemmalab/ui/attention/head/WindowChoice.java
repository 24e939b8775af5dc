package gemmalab.ui.attention.head;

import static gemmalab.ui.common.Controls.iconButton;
import static gemmalab.ui.common.Controls.label;

import gemmalab.model.Intervention;
import gemmalab.ui.attention.inspection.AttentionViewModel;
import gemmalab.ui.attention.inspection.InspectionResult;
import gemmalab.ui.common.Texts;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.Slider;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** How many tokens local layers see: from one to the model's own window or the whole text. */
final class WindowChoice extends VBox {

  private static final double FIELD_WIDTH = 56;

  private final AttentionViewModel attention;
  private final Slider slider = new Slider(1, 2, 2);
  private final TextField field = new TextField();
  private boolean showing;

  WindowChoice(AttentionViewModel attention, Texts texts) {
    super(4);
    this.attention = attention;
    Label name = label(texts.text("ui.attention.window"), "field-name");
    name.setLabelFor(slider);
    slider.setId("window");
    field.setId("window-field");
    field.setPrefWidth(FIELD_WIDTH);
    field.setMinWidth(FIELD_WIDTH);
    Tooltip help = new Tooltip();
    help.textProperty().bind(texts.text("ui.attention.window.help"));
    slider.setTooltip(help);
    slider.accessibleTextProperty().bind(texts.text("ui.attention.window"));
    slider.accessibleHelpProperty().bind(texts.text("ui.attention.window.help"));
    field.accessibleTextProperty().bind(texts.text("ui.attention.window"));
    HBox.setHgrow(slider, Priority.ALWAYS);
    HBox row =
        new HBox(
            8,
            slider,
            field,
            iconButton(
                "window-reset",
                "mdi2r-restore",
                texts.text("ui.attention.window.reset"),
                () -> attention.setWindow(Intervention.MODEL_WINDOW)));
    row.setAlignment(Pos.CENTER_LEFT);
    getChildren().addAll(name, row);
    slider.valueProperty().addListener((o, old, now) -> move(now.doubleValue()));
    field.setOnAction(event -> type());
    field.focusedProperty().addListener((o, was, is) -> type());
    attention.result().addListener((o, old, now) -> show(now));
  }

  private void move(double place) {
    if (!showing) {
      field.setText(String.valueOf(Math.round(place)));
      attention.setWindow((int) Math.round(place));
    }
  }

  /** What is typed wrong goes back to what it was. */
  private void type() {
    try {
      int keys = Integer.parseInt(field.getText().strip());
      if (keys >= slider.getMin() && keys <= slider.getMax()) {
        slider.setValue(keys);
        return;
      }
    } catch (NumberFormatException e) {
      // shown again below as it was
    }
    field.setText(String.valueOf(Math.round(slider.getValue())));
  }

  /** An answer to an older wish does not pull the slider back while it is dragged. */
  private void show(@Nullable InspectionResult result) {
    if (result == null) {
      return;
    }
    int asked = attention.intervention().get().slidingWindow();
    int own = AttentionViewModel.own(result);
    int tokens = result.baseline().tokens().size();
    showing = true;
    slider.setMax(Math.max(2, tokens));
    slider.setValue(asked == Intervention.MODEL_WINDOW ? own : Math.min(asked, tokens));
    field.setText(String.valueOf(Math.round(slider.getValue())));
    showing = false;
  }
}
