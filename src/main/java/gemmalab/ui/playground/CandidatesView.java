package gemmalab.ui.playground;

import static gemmalab.ui.common.Controls.label;
import static gemmalab.ui.common.Controls.paragraph;

import gemmalab.generate.GeneratedToken;
import gemmalab.ui.common.Numbers;
import gemmalab.ui.common.Texts;
import javafx.collections.ListChangeListener;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/** The tokens that the model found likeliest at the last place, the chosen one marked. */
final class CandidatesView extends VBox {

  private final PlaygroundViewModel viewModel;
  private final GridPane bars = new GridPane();

  CandidatesView(PlaygroundViewModel viewModel, Texts texts) {
    this.viewModel = viewModel;
    getStyleClass().addAll("side", "inspector");
    setSpacing(8);
    setPadding(new Insets(24, 16, 24, 16));
    setPrefWidth(280);
    setMinWidth(240);
    bars.setId("candidates");
    bars.setHgap(8);
    bars.setVgap(6);
    getChildren()
        .addAll(
            label(texts.text("ui.playground.candidates"), "section"),
            paragraph(texts.text("ui.playground.candidates.help"), "muted"),
            bars);
    viewModel.tokens().addListener((ListChangeListener<GeneratedToken>) change -> show());
  }

  private void show() {
    bars.getChildren().clear();
    if (viewModel.tokens().isEmpty()) {
      return;
    }
    GeneratedToken last = viewModel.tokens().get(viewModel.tokens().size() - 1);
    int row = 0;
    for (GeneratedToken.Alternative candidate : last.alternatives()) {
      bars.addRow(row++, row(candidate, candidate.id() == last.id()));
    }
  }

  private static Node[] row(GeneratedToken.Alternative candidate, boolean chosen) {
    Label piece = new Label(visible(candidate.text()));
    piece.getStyleClass().add("mono");
    piece.setMinWidth(96);
    piece.setMaxWidth(96);
    ProgressBar bar = new ProgressBar(candidate.probability());
    bar.setMaxWidth(Double.MAX_VALUE);
    bar.getStyleClass().add(chosen ? "chosen" : "other");
    GridPane.setHgrow(bar, Priority.ALWAYS);
    Label share = new Label(Numbers.percent(candidate.probability()));
    share.getStyleClass().add("mono");
    share.setMinWidth(56);
    share.setAlignment(Pos.CENTER_RIGHT);
    Label mark = new Label(chosen ? "●" : "");
    mark.setMinWidth(16);
    bar.setAccessibleText(candidate.text() + " " + share.getText());
    return new Node[] {mark, piece, bar, share};
  }

  /** A space before a word belongs to its token, so it is shown. */
  static String visible(String text) {
    return text.replace(" ", "␣").replace("\n", "⏎").replace("\t", "⇥");
  }
}
