package gemmalab.ui.architecture.explain;

import gemmalab.inspect.diagram.DiagramValues;
import gemmalab.inspect.diagram.Spot;
import gemmalab.inspect.explain.WordTokens;
import gemmalab.inspect.picture.TokenLabels;
import gemmalab.model.ModelStage;
import gemmalab.tokenizer.Gpt2Merges;
import gemmalab.ui.common.Texts;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** Tokenizer: the bytes of a word and the pairs that GPT-2 merges, and this model's own tokens. */
final class MergePanel extends PartPanel {

  private static final int MOST_STEPS = 14;

  private final Texts texts;
  private final VBox steps = new VBox(2);
  private @Nullable Gpt2Merges gpt2;

  MergePanel(Texts texts) {
    super("explain-merges", EnumSet.of(ModelStage.EMBEDDING, ModelStage.SCALED_EMBEDDING));
    this.texts = texts;
    sentence.textProperty().bind(texts.text("ui.explain.merges.text"));
    getChildren().addAll(title, steps, sentence);
  }

  @Override
  void show(Spot spot, DiagramValues values) {
    WordTokens word = WordTokens.around(values.activations(), spot.token());
    title.setText(texts.format("ui.explain.merges", TokenLabels.said(word.text())));
    List<List<String>> merged = merges().steps(word.text());
    List<Node> lines = new ArrayList<>();
    for (List<String> parts :
        merged.subList(Math.max(0, merged.size() - MOST_STEPS), merged.size())) {
      lines.add(line(String.join(" · ", parts)));
    }
    List<String> own = word.labels().stream().map(TokenLabels::shown).toList();
    lines.add(line(texts.format("ui.explain.merges.own", String.join(" · ", own))));
    steps.getChildren().setAll(lines);
  }

  /** 50,000 tokens are spelled out when they are first needed. */
  private Gpt2Merges merges() {
    Gpt2Merges known = gpt2;
    if (known == null) {
      known = new Gpt2Merges();
      gpt2 = known;
    }
    return known;
  }

  private static Label line(String text) {
    Label line = new Label(text);
    line.getStyleClass().addAll("mono", "bar-name");
    line.setWrapText(true);
    line.setMinHeight(Region.USE_PREF_SIZE);
    return line;
  }
}
