package gemmalab.ui.attention.residual;

import static gemmalab.ui.common.Controls.paragraph;

import gemmalab.inspect.ResidualStream;
import gemmalab.inspect.picture.InspectionTables;
import gemmalab.picture.Picture;
import gemmalab.ui.attention.board.AttentionTab;
import gemmalab.ui.attention.board.Exportable;
import gemmalab.ui.attention.board.TabParts;
import gemmalab.ui.attention.inspection.AttentionViewModel;
import gemmalab.ui.attention.inspection.InspectionResult;
import gemmalab.ui.common.Texts;
import gemmalab.ui.common.Theme;
import javafx.beans.value.ObservableValue;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** How large the residual stream is, and what each layer adds to it. */
public final class ResidualPane extends VBox implements AttentionTab {

  private final AttentionViewModel attention;
  private final ResidualBoard board;

  public ResidualPane(AttentionViewModel attention, Texts texts, ObservableValue<Theme> theme) {
    super(8);
    this.attention = attention;
    board = new ResidualBoard(texts, theme);
    VBox.setVgrow(board, Priority.ALWAYS);
    getChildren()
        .addAll(
            paragraph(texts.text("ui.attention.residual.hint"), "field-name"),
            board,
            TabParts.reading("residual-reading", board));
    attention.result().addListener((o, old, now) -> show(now));
  }

  private void show(@Nullable InspectionResult result) {
    if (result != null) {
      board.show(result.modified().residual());
    }
  }

  @Override
  public @Nullable Exportable exported() {
    InspectionResult result = attention.result().get();
    Picture picture = board.picture();
    if (result == null || picture == null) {
      return null;
    }
    ResidualStream sizes = result.modified().residual();
    return new Exportable("residual-stream", picture, InspectionTables.residual(sizes));
  }
}
