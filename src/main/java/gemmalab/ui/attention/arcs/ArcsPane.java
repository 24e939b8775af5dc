package gemmalab.ui.attention.arcs;

import gemmalab.inspect.picture.HeadColours;
import gemmalab.inspect.picture.InspectionTables;
import gemmalab.model.Intervention.AttentionHead;
import gemmalab.picture.Palette;
import gemmalab.picture.Picture;
import gemmalab.ui.attention.board.AttentionTab;
import gemmalab.ui.attention.board.Exportable;
import gemmalab.ui.attention.board.TabParts;
import gemmalab.ui.attention.inspection.AttentionViewModel;
import gemmalab.ui.attention.inspection.InspectionResult;
import gemmalab.ui.common.Texts;
import gemmalab.ui.common.Theme;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import javafx.beans.value.ObservableValue;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.scene.paint.Color;
import javafx.scene.shape.Rectangle;
import org.jspecify.annotations.Nullable;

/** The chosen layer's heads as lines; which heads are drawn can be picked. */
public final class ArcsPane extends VBox implements AttentionTab {

  private final AttentionViewModel attention;
  private final Texts texts;
  private final ArcsBoard board;
  private final FlowPane buttons = new FlowPane(8, 8);
  private final Set<Integer> more = new TreeSet<>();

  public ArcsPane(AttentionViewModel attention, Texts texts, ObservableValue<Theme> theme) {
    super(8);
    this.attention = attention;
    this.texts = texts;
    board = new ArcsBoard(texts, theme);
    VBox.setVgrow(board, Priority.ALWAYS);
    Label reading = TabParts.reading("arcs-reading", board);
    getChildren().addAll(buttons, board, reading);
    attention.result().addListener((o, old, now) -> show());
    attention.head().addListener((o, old, now) -> choose());
  }

  @Override
  public @Nullable Exportable exported() {
    InspectionResult result = attention.result().get();
    Picture picture = board.whole();
    return result == null || picture == null
        ? null
        : new Exportable("arcs", picture, InspectionTables.arcs(result.modified(), heads()));
  }

  /** The chosen head and those that were added. */
  private List<AttentionHead> heads() {
    AttentionHead chosen = attention.head().get();
    Set<Integer> numbers = new TreeSet<>(more);
    numbers.add(chosen.head());
    return numbers.stream().map(head -> new AttentionHead(chosen.layer(), head)).toList();
  }

  private void choose() {
    more.clear();
    show();
  }

  private void show() {
    InspectionResult result = attention.result().get();
    if (result == null || attention.head().get().layer() >= result.modified().weights().length) {
      return;
    }
    int count = result.modified().weights()[0].length;
    if (buttons.getChildren().size() != count) {
      List<ToggleButton> all = new ArrayList<>();
      IntStream.range(0, count).forEach(head -> all.add(button(head)));
      buttons.getChildren().setAll(all);
    }
    List<Integer> shown = heads().stream().map(AttentionHead::head).toList();
    for (int head = 0; head < count; head++) {
      ((ToggleButton) buttons.getChildren().get(head)).setSelected(shown.contains(head));
    }
    board.show(result.modified(), heads());
  }

  private ToggleButton button(int head) {
    ToggleButton button = new ToggleButton();
    button.setId("arcs-head-" + head);
    button.textProperty().bind(texts.text("ui.attention.arcs.head", head + 1));
    String colour =
        String.format(Locale.ROOT, "#%06x", Palette.LIGHT.argb(HeadColours.of(head)) & 0xffffff);
    Rectangle swatch = new Rectangle(14, 6, Color.web(colour));
    swatch.getStyleClass().add("head-swatch");
    button.setGraphic(swatch);
    button.setOnAction(
        event -> {
          if (!more.remove(head)) {
            more.add(head);
          }
          show();
        });
    return button;
  }
}
