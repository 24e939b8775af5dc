package gemmalab.ui.architecture;

import gemmalab.inspect.diagram.CalculationText;
import gemmalab.inspect.diagram.Spot;
import gemmalab.inspect.stage.Calculation;
import gemmalab.inspect.stage.Term;
import gemmalab.ui.architecture.DiagramSelection.WrittenCell;
import gemmalab.ui.common.Texts;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** The number under the pointer, written out with the numbers it was computed from. */
final class CalculationCard extends VBox {

  private static final double LONGEST = 48;
  private static final int BARS = 8;

  private final Texts texts;
  private final SpotWords words;
  private final Label title = new Label();
  private final Label lines = new Label();
  private final HBox terms = new HBox(2);

  CalculationCard(DiagramModels models, Texts texts) {
    super(4);
    this.texts = texts;
    words = new SpotWords(models.reading(), texts);
    setId("calculation");
    getStyleClass().add("calculation-card");
    title.getStyleClass().add("section");
    title.setId("calculation-title");
    lines.getStyleClass().add("mono");
    lines.setId("calculation-lines");
    lines.setWrapText(true);
    lines.setMinHeight(Region.USE_PREF_SIZE);
    setMouseTransparent(true);
    getChildren().addAll(title, lines, terms);
    models.selection().written().addListener((o, old, now) -> show(now));
    texts.language().addListener((o, old, now) -> show(models.selection().written().get()));
    show(models.selection().written().get());
  }

  private void show(@Nullable WrittenCell written) {
    setVisible(written != null);
    if (written == null) {
      return;
    }
    Spot cell = written.cell();
    Calculation calculation = written.calculation();
    String formula = Objects.requireNonNull(cell.stage()).formula();
    String givens = CalculationText.givens(calculation);
    title.setText(
        words.name(cell) + "     " + formula + (givens.isEmpty() ? "" : "     " + givens));
    lines.setText(String.join("\n", CalculationText.lines(calculation, texts.messages())));
    bars(calculation.largest());
  }

  /** The largest terms as bars, in the order of their places. */
  private void bars(List<Term> largest) {
    terms.getChildren().clear();
    terms.setVisible(largest.size() > 2);
    terms.setManaged(largest.size() > 2);
    double most = largest.stream().mapToDouble(term -> Math.abs(term.product())).max().orElse(1);
    largest.stream()
        .sorted(Comparator.comparingDouble(term -> -Math.abs(term.product())))
        .limit(BARS)
        .forEach(term -> terms.getChildren().add(bar(term, most)));
  }

  private static VBox bar(Term term, double most) {
    Region bar = new Region();
    double length = Math.max(1, LONGEST * Math.abs(term.product()) / Math.max(1e-12, most));
    bar.setMinSize(length, 8);
    bar.setMaxSize(length, 8);
    bar.getStyleClass().add(term.product() < 0 ? "term-negative" : "term-positive");
    Label name = new Label(term.left());
    name.getStyleClass().addAll("mono", "term-name");
    VBox column = new VBox(1, bar, name);
    column.setMinWidth(LONGEST + 8);
    return column;
  }
}
