package gemmalab.ui.attention.grid;

import static gemmalab.ui.common.Controls.button;
import static gemmalab.ui.common.Controls.paragraph;
import static gemmalab.ui.common.Controls.shownWhen;

import gemmalab.inspect.AblationResult;
import gemmalab.inspect.picture.InspectionTables;
import gemmalab.picture.Picture;
import gemmalab.ui.attention.board.Exportable;
import gemmalab.ui.attention.board.PictureExportMenu;
import gemmalab.ui.attention.board.Segments;
import gemmalab.ui.attention.grid.AblationViewModel.State;
import gemmalab.ui.attention.inspection.AttentionViewModel;
import gemmalab.ui.attention.inspection.InspectionResult;
import gemmalab.ui.common.Numbers;
import gemmalab.ui.common.Texts;
import gemmalab.ui.common.Theme;
import gemmalab.ui.shell.ErrorNotifications;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** All layers and heads in small: what they look at, or what they are worth. */
public final class HeadGrid extends VBox {

  private static final double LEAST_WIDTH = 288;
  private static final double MOST_WIDTH = 384;

  private final AttentionViewModel attention;
  private final AblationViewModel ablation;
  private final Texts texts;
  private final HeadGridBoard board;
  private final Segments<HeadGridBoard.Content> content;

  public HeadGrid(
      AttentionViewModel attention,
      AblationViewModel ablation,
      Texts texts,
      ObservableValue<Theme> theme,
      ErrorNotifications errors) {
    this.attention = attention;
    this.ablation = ablation;
    this.texts = texts;
    board = new HeadGridBoard(attention, ablation, texts, theme);
    content = new Segments<>(HeadGridBoard.Content.class, board.content(), this::name);
    Region gap = new Region();
    HBox.setHgrow(gap, Priority.ALWAYS);
    HBox head =
        new HBox(
            8,
            content,
            gap,
            new PictureExportMenu("export-wall", this::exported, texts, theme, errors));
    head.setAlignment(Pos.CENTER_LEFT);
    Label reading = new Label();
    reading.setId("wall-reading");
    reading.setWrapText(true);
    reading.getStyleClass().add("field-name");
    reading.textProperty().bind(board.reading());
    reading.setMinHeight(Region.USE_PREF_SIZE);
    VBox.setVgrow(board, Priority.ALWAYS);
    setMinWidth(LEAST_WIDTH);
    setMaxWidth(MOST_WIDTH);
    getStyleClass().add("head-wall");
    getChildren().addAll(head, measuring(), board, reading);
    shownWhen(this, attention.state().map(AttentionViewModel.State::hasResult));
  }

  private ObservableValue<String> name(HeadGridBoard.Content which) {
    return texts.text(
        which == HeadGridBoard.Content.MAPS ? "ui.attention.maps" : "ui.attention.costs");
  }

  private Node measuring() {
    Button measure =
        button(
            "measure-heads",
            "mdi2s-scale-balance",
            texts.text("ui.attention.measure"),
            ablation::measure);
    Tooltip help = new Tooltip();
    help.textProperty().bind(texts.text("ui.attention.measure.help"));
    measure.setTooltip(help);
    ProgressBar bar = new ProgressBar();
    bar.progressProperty().bind(ablation.progress());
    bar.setMaxWidth(Double.MAX_VALUE);
    Button cancel =
        button(
            "cancel-measuring",
            "mdi2c-close",
            texts.text("ui.attention.measure.cancel"),
            ablation::cancel);
    Label share = new Label();
    share.textProperty().bind(ablation.progress().map(now -> Numbers.percent(now.doubleValue())));
    HBox row = new HBox(8, cancel, share);
    row.setAlignment(Pos.CENTER_LEFT);
    VBox under =
        new VBox(
            8,
            shownWhen(measure, ablation.state().map(now -> now == State.NOT_MEASURED)),
            shownWhen(new VBox(8, bar, row), ablation.state().map(now -> now == State.MEASURING)),
            paragraph(texts.text("ui.attention.costs.help"), "field-name"));
    return shownWhen(under, board.content().map(now -> now == HeadGridBoard.Content.COSTS));
  }

  private @Nullable Exportable exported() {
    InspectionResult result = attention.result().get();
    Picture picture = board.picture();
    AblationResult measured = ablation.result().get();
    if (result == null || picture == null) {
      return null;
    }
    return board.content().get() == HeadGridBoard.Content.COSTS && measured != null
        ? new Exportable("head-costs", picture, InspectionTables.ablation(measured))
        : new Exportable("overview", picture, InspectionTables.overview(result.modified()));
  }
}
