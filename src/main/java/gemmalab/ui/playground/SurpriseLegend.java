package gemmalab.ui.playground;

import gemmalab.generate.SurprisalLevel;
import gemmalab.ui.common.Texts;
import java.util.Locale;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;

/** What the shades of the tokens mean. */
final class SurpriseLegend extends HBox {

  SurpriseLegend(Texts texts) {
    setSpacing(4);
    setMouseTransparent(true);
    setAlignment(Pos.CENTER_LEFT);
    Label name = new Label();
    name.textProperty().bind(texts.text("ui.playground.legend"));
    name.getStyleClass().add("field-name");
    getChildren().add(name);
    for (SurprisalLevel step : SurprisalLevel.values()) {
      Label sample = new Label((step == SurprisalLevel.VERY ? "< " : "≥ ") + least(step));
      sample.getStyleClass().addAll("token", "legend-token", step.style());
      sample.setMinWidth(USE_PREF_SIZE);
      getChildren().add(sample);
    }
  }

  /** From which probability on; of the last, below which. */
  private static String least(SurprisalLevel step) {
    double bound =
        step == SurprisalLevel.VERY
            ? SurprisalLevel.MUCH.leastProbability()
            : step.leastProbability();
    return bound < 0.01
        ? String.format(Locale.ENGLISH, "%.1f %%", 100 * bound)
        : String.format(Locale.ENGLISH, "%.0f %%", 100 * bound);
  }
}
