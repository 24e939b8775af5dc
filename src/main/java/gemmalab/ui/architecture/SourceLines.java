package gemmalab.ui.architecture;

import static gemmalab.ui.common.Controls.shownWhen;

import gemmalab.app.ArchitectureService;
import gemmalab.inspect.diagram.Spot;
import gemmalab.model.ModelStage;
import gemmalab.model.ModelStage.SourceLine;
import gemmalab.ui.common.Texts;
import java.util.List;
import javafx.application.Platform;
import javafx.beans.value.ObservableValue;
import javafx.css.PseudoClass;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** The Java file that computes the selected stage, with its line marked. */
final class SourceLines extends VBox {

  private static final PseudoClass MARKED = PseudoClass.getPseudoClass("marked");
  private static final double ROW = 18;
  private static final int ABOVE = 4;

  private final Label file = new Label();
  private final ListView<String> lines = new ListView<>();
  private String shown = "";
  private String mark = "";

  SourceLines(DiagramSelection selection, Texts texts) {
    super(4);
    file.getStyleClass().add("section");
    lines.setId("source");
    lines.getStyleClass().addAll("code", "source");
    lines.setFixedCellSize(ROW);
    lines.setPrefHeight(13 * ROW);
    lines.accessibleTextProperty().bind(texts.text("ui.architecture.source"));
    lines.setCellFactory(list -> new LineCell());
    getChildren().addAll(file, lines);
    ObservableValue<Boolean> known = selection.selected().map(spot -> spot.stage() != null);
    shownWhen(this, known);
    selection.selected().addListener((o, old, now) -> show(now));
    show(selection.selected().get());
  }

  private void show(Spot spot) {
    ModelStage stage = spot.stage();
    if (stage == null) {
      return;
    }
    SourceLine line = stage.source();
    if (!shown.equals(line.file())) {
      shown = line.file();
      file.setText(shown);
      lines
          .getItems()
          .setAll(ArchitectureService.source(shown).lines().map(SourceLines::outdented).toList());
    }
    mark = line.text();
    lines.refresh();
    int first = Math.max(0, marked(lines.getItems()) - ABOVE);
    lines.scrollTo(first);
    Platform.runLater(() -> lines.scrollTo(first)); // a list that was hidden has no rows yet
  }

  /** The room is narrow, and no line of a class begins at its edge. */
  private static String outdented(String line) {
    return line.startsWith("    ") ? line.substring(4) : line.stripLeading();
  }

  private int marked(List<String> all) {
    for (int i = 0; i < all.size(); i++) {
      if (all.get(i).contains(mark)) {
        return i;
      }
    }
    return 0;
  }

  private final class LineCell extends ListCell<String> {
    @Override
    protected void updateItem(@Nullable String line, boolean empty) {
      super.updateItem(line, empty);
      setText(empty || line == null ? null : line);
      pseudoClassStateChanged(MARKED, line != null && !empty && line.contains(mark));
    }
  }
}
