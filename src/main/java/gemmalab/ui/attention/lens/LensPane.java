package gemmalab.ui.attention.lens;

import static gemmalab.ui.common.Controls.paragraph;

import gemmalab.inspect.LogitLens;
import gemmalab.inspect.picture.InspectionTables;
import gemmalab.picture.Picture;
import gemmalab.ui.attention.board.AttentionTab;
import gemmalab.ui.attention.board.Exportable;
import gemmalab.ui.attention.board.TabParts;
import gemmalab.ui.common.Texts;
import gemmalab.ui.common.Theme;
import javafx.beans.value.ObservableValue;
import javafx.scene.control.Label;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** The logit lens. */
public final class LensPane extends VBox implements AttentionTab {

  private final LensViewModel viewModel;
  private final LensBoard board;

  public LensPane(LensViewModel viewModel, Texts texts, ObservableValue<Theme> theme) {
    super(8);
    this.viewModel = viewModel;
    board = new LensBoard(texts, theme);
    VBox.setVgrow(board, Priority.ALWAYS);
    Label computing = paragraph(texts.text("ui.attention.lens.computing"));
    computing.setId("lens-computing");
    computing.visibleProperty().bind(viewModel.computing());
    computing.managedProperty().bind(computing.visibleProperty());
    getChildren()
        .addAll(
            paragraph(texts.text("ui.attention.lens.hint"), "field-name"),
            computing,
            board,
            TabParts.reading("lens-reading", board));
    viewModel
        .lens()
        .addListener(
            (o, old, now) -> {
              if (now != null) {
                board.show(now);
              }
            });
  }

  @Override
  public @Nullable Exportable exported() {
    LogitLens lens = viewModel.lens().get();
    Picture picture = board.whole();
    return lens == null || picture == null
        ? null
        : new Exportable("lens", picture, InspectionTables.lens(lens));
  }
}
