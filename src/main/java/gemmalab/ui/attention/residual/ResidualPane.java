package gemmalab.ui.attention.residual;

import static gemmalab.ui.common.Controls.paragraph;

import gemmalab.inspect.ResidualStream;
import gemmalab.inspect.picture.InspectionTables;
import gemmalab.picture.Picture;
import gemmalab.ui.attention.board.Exportable;
import gemmalab.ui.attention.board.AttentionTab;
import gemmalab.ui.attention.board.TabParts;
import gemmalab.ui.attention.look.AttentionViewModel;
import gemmalab.ui.attention.look.Seen;
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
    attention.seen().addListener((o, old, now) -> show(now));
  }

  private void show(@Nullable Seen seen) {
    if (seen != null) {
      board.show(seen.changed().residual());
    }
  }

  @Override
  public @Nullable Exportable exported() {
    Seen seen = attention.seen().get();
    Picture picture = board.picture();
    if (seen == null || picture == null) {
      return null;
    }
    ResidualStream sizes = seen.changed().residual();
    return new Exportable("residual-stream", picture, InspectionTables.residual(sizes));
  }
}
