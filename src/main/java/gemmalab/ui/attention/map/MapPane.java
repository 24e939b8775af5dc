package gemmalab.ui.attention.map;

import static gemmalab.ui.common.Controls.iconButton;
import static gemmalab.ui.common.Controls.paragraph;

import gemmalab.inspect.AttentionStages.Stage;
import gemmalab.inspect.picture.HeadMap;
import gemmalab.inspect.picture.InspectionTables;
import gemmalab.inspect.picture.MapScale;
import gemmalab.picture.Picture;
import gemmalab.ui.attention.board.AttentionTab;
import gemmalab.ui.attention.board.Exportable;
import gemmalab.ui.attention.board.TabParts;
import gemmalab.ui.attention.inspection.AttentionViewModel;
import gemmalab.ui.common.Texts;
import gemmalab.ui.common.Theme;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** The chosen head's map with its stage, scale and zoom. */
public final class MapPane extends VBox implements AttentionTab {

  private final AttentionViewModel attention;
  private final MapViewModel viewModel;
  private final Texts texts;
  private final MapBoard board;

  public MapPane(
      AttentionViewModel attention,
      MapViewModel viewModel,
      Texts texts,
      ObservableValue<Theme> theme) {
    super(8);
    this.attention = attention;
    this.viewModel = viewModel;
    this.texts = texts;
    board = new MapBoard(texts, theme);
    VBox.setVgrow(board, Priority.ALWAYS);
    Label reading = TabParts.reading("reading", board);
    getChildren()
        .addAll(
            controls(),
            board,
            reading,
            paragraph(texts.text("ui.attention.map.hint"), "field-name"));
    viewModel.map().addListener((o, old, now) -> show());
    attention.scale().addListener((o, old, now) -> show());
  }

  @Override
  public @Nullable Exportable exported() {
    HeadMap map = viewModel.map().get();
    Picture picture = board.whole();
    if (map == null || picture == null) {
      return null;
    }
    String name = "layer-" + (map.head().layer() + 1) + "-head-" + (map.head().head() + 1);
    return new Exportable(name, picture, InspectionTables.map(map));
  }

  private void show() {
    HeadMap map = viewModel.map().get();
    if (map != null) {
      board.show(map, attention.scale().get());
    }
  }

  private Node controls() {
    ComboBox<Stage> stage =
        TabParts.choice("stage", viewModel.stage(), Stage.values(), "ui.attention.stage", texts);
    ComboBox<MapScale> scale =
        TabParts.choice("scale", attention.scale(), MapScale.values(), "ui.attention.scale", texts);
    HBox zoom =
        new HBox(
            iconButton(
                "zoom-out",
                "mdi2m-magnify-minus-outline",
                texts.text("ui.attention.zoom.out"),
                board::zoomOut),
            iconButton(
                "zoom-in",
                "mdi2m-magnify-plus-outline",
                texts.text("ui.attention.zoom.in"),
                board::zoomIn),
            iconButton(
                "zoom-fit",
                "mdi2f-fit-to-page-outline",
                texts.text("ui.attention.zoom.fit"),
                board::fit));
    return new FlowPane(8, 8, stage, scale, zoom);
  }
}
