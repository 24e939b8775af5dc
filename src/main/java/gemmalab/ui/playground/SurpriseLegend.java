package gemmalab.ui.playground;

import gemmalab.generate.Surprise;
import gemmalab.ui.common.Texts;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;

/** What the shades of the tokens mean. */
final class SurpriseLegend extends HBox {

  SurpriseLegend(Texts texts) {
    setSpacing(4);
    setAlignment(Pos.CENTER_LEFT);
    Label name = new Label();
    name.textProperty().bind(texts.text("ui.playground.legend"));
    name.getStyleClass().add("field-name");
    getChildren().add(name);
    for (Surprise step : Surprise.values()) {
      Label sample = new Label(step == Surprise.VERY ? "< 0.8 %" : "≥ " + least(step));
      sample.getStyleClass().addAll("token", "legend-token", step.style());
      getChildren().add(sample);
    }
  }

  private static String least(Surprise step) {
    double percent = 100 * step.leastProbability();
    return (percent < 1 ? "0.8" : String.valueOf(Math.round(percent))) + " %";
  }
}
