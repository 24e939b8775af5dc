package gemmalab.ui.architecture.explain;

import gemmalab.inspect.activation.EmbeddingNeighbours.Neighbour;
import gemmalab.inspect.diagram.CellNumbers;
import gemmalab.inspect.diagram.DiagramValues;
import gemmalab.inspect.diagram.Spot;
import gemmalab.inspect.picture.TokenLabels;
import gemmalab.inspect.stage.TokenColumn;
import gemmalab.model.ModelStage;
import gemmalab.ui.architecture.explain.ValueBars.Row;
import gemmalab.ui.common.Texts;
import java.util.EnumSet;

/** Embedding: the tokens whose vectors point in the most similar direction. */
final class NeighbourPanel extends PartPanel {

  private static final int SHOWN = 8;

  private final NeighbourSearch search;
  private final Texts texts;
  private final ValueBars bars = new ValueBars();

  NeighbourPanel(NeighbourSearch search, Texts texts) {
    super("explain-neighbours", EnumSet.of(ModelStage.EMBEDDING, ModelStage.SCALED_EMBEDDING));
    this.search = search;
    this.texts = texts;
    sentence.textProperty().bind(texts.text("ui.explain.neighbours.text"));
    getChildren().addAll(title, bars, sentence);
  }

  @Override
  void show(Spot spot, DiagramValues values) {
    TokenColumn token = values.activations().tokens().get(spot.token());
    title.setText(texts.format("ui.explain.neighbours", TokenLabels.said(token.label())));
    search.find(
        token.id(), SHOWN, near -> bars.show(near.stream().map(NeighbourPanel::row).toList()));
  }

  private static Row row(Neighbour near) {
    return new Row(TokenLabels.said(near.label()), near.cosine(), CellNumbers.text(near.cosine()));
  }
}
