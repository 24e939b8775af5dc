package gemmalab.ui.architecture.explain;

import gemmalab.inspect.diagram.DiagramScene;
import gemmalab.inspect.diagram.DiagramValues;
import gemmalab.inspect.diagram.Spot;
import gemmalab.model.GemmaConfig;
import gemmalab.model.ModelStage;
import gemmalab.ui.architecture.explain.ValueBars.Row;
import gemmalab.ui.common.Texts;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;

/** LM head: what it saves that it has the rows of the embedding, or would save. */
final class TiePanel extends PartPanel {

  private final Texts texts;
  private final ValueBars bars = new ValueBars();

  TiePanel(Texts texts) {
    super("explain-tie", EnumSet.of(ModelStage.LOGITS));
    this.texts = texts;
    title.textProperty().bind(texts.text("ui.explain.tie"));
    getChildren().addAll(title, bars, sentence);
  }

  @Override
  void show(Spot spot, DiagramValues values) {
    GemmaConfig config = values.activations().config();
    long all = new DiagramScene(config, 1).parameters().all();
    long matrix = (long) config.vocabSize() * config.hiddenSize();
    boolean tied = config.tieWordEmbeddings();
    bars.show(
        List.of(
            row("ui.explain.tie.untied", tied ? all + matrix : all),
            row("ui.explain.tie.tied", tied ? all : all - matrix)));
    String key = tied ? "ui.explain.tie.text.tied" : "ui.explain.tie.text.untied";
    sentence.setText(texts.format(key, config.vocabSize(), config.hiddenSize()));
  }

  private Row row(String key, long numbers) {
    return new Row(texts.format(key), numbers, String.format(Locale.ENGLISH, "%,d", numbers));
  }
}
