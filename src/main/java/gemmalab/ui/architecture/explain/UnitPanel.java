package gemmalab.ui.architecture.explain;

import gemmalab.inspect.diagram.CellNumbers;
import gemmalab.inspect.diagram.DiagramValues;
import gemmalab.inspect.diagram.Spot;
import gemmalab.inspect.explain.UnitActivity;
import gemmalab.inspect.picture.TokenLabels;
import gemmalab.model.ModelStage;
import gemmalab.ui.architecture.explain.ValueBars.Row;
import gemmalab.ui.common.Texts;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import javafx.scene.control.Slider;
import org.jspecify.annotations.Nullable;

/**
 * GeGLU: the tokens on which a unit fires most. The unit is the selected one, else the strongest of
 * the token; the slider goes through all.
 */
final class UnitPanel extends PartPanel {

  private static final int SHOWN = 6;

  private final Texts texts;
  private final ValueBars bars = new ValueBars();
  private final Slider unit = new Slider(0, 1, 0);
  private @Nullable DiagramValues values;
  private int layer;

  UnitPanel(Texts texts) {
    super(
        "explain-unit",
        EnumSet.of(ModelStage.GATE, ModelStage.UP, ModelStage.GELU, ModelStage.GATED));
    this.texts = texts;
    sentence.textProperty().bind(texts.text("ui.explain.unit.text"));
    unit.setId("explain-unit-number");
    unit.setBlockIncrement(1);
    unit.accessibleTextProperty().bind(texts.text("ui.explain.unit.number"));
    unit.valueProperty().addListener((o, old, now) -> list());
    getChildren().addAll(title, unit, bars, sentence);
  }

  @Override
  void show(Spot spot, DiagramValues now) {
    values = now;
    layer = spot.layer();
    unit.setMax(now.activations().config().intermediateSize() - 1.0);
    unit.setValue(
        spot.index() >= 0
            ? spot.index()
            : new UnitActivity(now.activations(), layer).strongest(spot.token()));
    list();
  }

  private void list() {
    DiagramValues read = values;
    if (read == null) {
      return;
    }
    int number = (int) Math.round(unit.getValue());
    float[] fired = new UnitActivity(read.activations(), layer).of(number);
    List<Integer> tokens = new ArrayList<>();
    for (int token = 0; token < fired.length; token++) {
      tokens.add(token);
    }
    tokens.sort(Comparator.comparingDouble(token -> -Math.abs(fired[token])));
    title.setText(texts.format("ui.explain.unit", number));
    bars.show(tokens.stream().limit(SHOWN).map(token -> row(read, token, fired[token])).toList());
  }

  private static Row row(DiagramValues read, int token, float value) {
    String label = TokenLabels.said(read.activations().tokens().get(token).label());
    return new Row(label, value, CellNumbers.text(value));
  }
}
