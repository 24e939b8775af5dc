package gemmalab.ui.architecture.explain;

import gemmalab.inspect.diagram.DiagramValues;
import gemmalab.inspect.diagram.Spot;
import gemmalab.inspect.explain.KeyValueMemory;
import gemmalab.model.GemmaConfig;
import gemmalab.model.ModelStage;
import gemmalab.ui.architecture.explain.ValueBars.Row;
import gemmalab.ui.common.Texts;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;

/** Keys and values: what it saves that query heads share them, and that local layers forget. */
final class SharedHeadsPanel extends PartPanel {

  private final Texts texts;
  private final ValueBars token = new ValueBars();
  private final ValueBars context = new ValueBars();

  SharedHeadsPanel(Texts texts) {
    super(
        "explain-shared-heads", EnumSet.of(ModelStage.QUERIES, ModelStage.KEYS, ModelStage.VALUES));
    this.texts = texts;
    title.textProperty().bind(texts.text("ui.explain.shared"));
    getChildren().addAll(title, token, context, sentence);
  }

  @Override
  void show(Spot spot, DiagramValues values) {
    GemmaConfig config = values.activations().config();
    KeyValueMemory memory = new KeyValueMemory(config);
    token.show(
        List.of(
            row("ui.explain.shared.apart", memory.perTokenWithoutSharing()),
            row("ui.explain.shared.shared", memory.perToken())));
    context.show(
        List.of(
            row("ui.explain.shared.global", memory.ofContextWithoutWindows()),
            row("ui.explain.shared.windows", memory.ofContext())));
    sentence.setText(
        texts.format(
            "ui.explain.shared.text",
            config.numAttentionHeads(),
            config.numKeyValueHeads(),
            config.maxPositionEmbeddings()));
  }

  private Row row(String key, long numbers) {
    return new Row(texts.format(key), numbers, String.format(Locale.ENGLISH, "%,d", numbers));
  }
}
