package gemmalab.ui.architecture.explain;

import gemmalab.inspect.diagram.CellNumbers;
import gemmalab.inspect.diagram.DiagramValues;
import gemmalab.inspect.diagram.Spot;
import gemmalab.inspect.explain.LargestScores;
import gemmalab.model.ModelStage;
import gemmalab.ui.architecture.explain.ValueBars.Row;
import gemmalab.ui.common.Texts;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;

/** QK-norm: the largest score of each head without it and with it. */
final class QkNormPanel extends PartPanel {

  private final Texts texts;
  private final ValueBars bars = new ValueBars();

  QkNormPanel(Texts texts) {
    super("explain-qk-norm", EnumSet.of(ModelStage.NORMED_QUERIES, ModelStage.NORMED_KEYS));
    this.texts = texts;
    title.textProperty().bind(texts.text("ui.explain.qkNorm"));
    sentence.textProperty().bind(texts.text("ui.explain.qkNorm.text"));
    getChildren().addAll(title, bars, sentence);
  }

  @Override
  void show(Spot spot, DiagramValues values) {
    LargestScores scores = new LargestScores(values.activations(), spot.layer());
    double[] without = scores.withoutNorm(spot.token());
    double[] with = scores.withNorm(spot.token());
    List<Row> rows = new ArrayList<>();
    for (int head = 0; head < with.length; head++) {
      rows.add(row("ui.explain.qkNorm.without", head, without[head]));
      rows.add(row("ui.explain.qkNorm.with", head, with[head]));
    }
    bars.show(rows);
  }

  private Row row(String key, int head, double score) {
    return new Row(texts.format(key, head + 1), score, CellNumbers.text(score));
  }
}
