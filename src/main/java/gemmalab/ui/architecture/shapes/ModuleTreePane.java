package gemmalab.ui.architecture.shapes;

import gemmalab.inspect.module.FamilyLine;
import gemmalab.inspect.module.FamilyLine.Difference;
import gemmalab.inspect.module.ModelModule;
import gemmalab.model.GemmaConfig;
import gemmalab.ui.architecture.shapes.FamiliesViewModel.Side;
import gemmalab.ui.common.Numbers;
import gemmalab.ui.common.Texts;
import java.util.Arrays;
import java.util.List;
import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableValue;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/** One model's module tree as PyTorch prints it; a line chooses its module. */
final class ModuleTreePane extends VBox {

  private static final double ROW = 14;
  private static final PseudoClass CHOSEN = PseudoClass.getPseudoClass("chosen");
  private static final PseudoClass NUMBERS = PseudoClass.getPseudoClass("numbers");
  private static final PseudoClass MISSING = PseudoClass.getPseudoClass("missing");

  private final FamiliesViewModel families;
  private final Side side;
  private final Texts texts;
  private final ListView<FamilyLine> list = new ListView<>();
  private final ObservableValue<List<FamilyLine>> lines;

  ModuleTreePane(FamiliesViewModel families, Side side, Texts texts) {
    super(4);
    this.families = families;
    this.side = side;
    this.texts = texts;
    lines = families.lines(side);
    setMinSize(0, 0);
    list.setId("tree-" + side.id());
    list.getStyleClass().add("module-tree");
    list.setFixedCellSize(ROW);
    list.setMinHeight(4 * ROW);
    list.setCellFactory(view -> new LineCell());
    list.accessibleTextProperty().bind(texts.text("ui.families.tree"));
    VBox.setVgrow(list, Priority.ALWAYS);
    Label none = new Label();
    none.textProperty().bind(texts.text("ui.families.noModel"));
    list.setPlaceholder(none);
    getChildren().addAll(header(), list);
    lines.addListener((o, old, now) -> show(now));
    show(lines.getValue());
    follow();
  }

  private HBox header() {
    ComboBox<ConfigurationSource> choice = new ComboBox<>();
    choice.setId("source-" + side.id());
    choice.getStyleClass().add("small");
    choice.getItems().setAll(Arrays.asList(ConfigurationSource.values()));
    choice.valueProperty().bindBidirectional(side.source());
    choice
        .accessibleTextProperty()
        .bind(
            texts.text(
                side == families.left() ? "ui.families.source.left" : "ui.families.source.right"));
    choice.setCellFactory(view -> new SourceCell(families.configurations(), texts));
    choice.setButtonCell(new SourceCell(families.configurations(), texts));
    Label total = new Label();
    total.setId("total-" + side.id());
    total.getStyleClass().add("section");
    total
        .textProperty()
        .bind(Bindings.createStringBinding(this::total, side.config(), texts.language()));
    HBox header = new HBox(12, choice, total);
    header.setAlignment(Pos.CENTER_LEFT);
    return header;
  }

  private String total() {
    GemmaConfig config = side.config().getValue();
    return config == null
        ? ""
        : texts.format("ui.families.total", Numbers.whole(ModelModule.MODEL.parameters(config)));
  }

  private void show(List<FamilyLine> now) {
    list.getItems().setAll(now);
    showSelected(families.selected().get());
  }

  /** Selection by mouse or keys goes to both trees, and what the other one selects comes here. */
  private void follow() {
    list.getSelectionModel()
        .selectedItemProperty()
        .addListener(
            (o, old, now) -> {
              if (now != null && list.isFocused()) {
                families.selected().set(now.module());
              }
            });
    list.setOnMousePressed(
        event -> {
          FamilyLine line = list.getSelectionModel().getSelectedItem();
          if (line != null) {
            families.selected().set(line.module());
          }
        });
    families.selected().addListener((o, old, now) -> showSelected(now));
    texts.language().addListener((o, old, now) -> list.refresh());
    showSelected(families.selected().get());
  }

  private void showSelected(ModelModule module) {
    FamilyLine chosen = list.getSelectionModel().getSelectedItem();
    if (chosen == null || chosen.module() != module) {
      list.getSelectionModel().clearSelection();
      for (int line = 0; line < list.getItems().size(); line++) {
        if (list.getItems().get(line).module() == module) {
          list.getSelectionModel().select(line);
          break;
        }
      }
    }
    list.refresh();
  }

  /** A sign before each line, so that the mark is not by colour alone. */
  private static String sign(Difference difference) {
    return switch (difference) {
      case NONE -> "  ";
      case NUMBERS -> "≠ ";
      case MISSING -> "+ ";
    };
  }

  private final class LineCell extends ListCell<FamilyLine> {

    @Override
    protected void updateItem(FamilyLine line, boolean empty) {
      super.updateItem(line, empty);
      boolean shown = !empty && line != null;
      setText(shown ? sign(line.difference()) + line.text() : null);
      setAccessibleText(shown ? spoken(line) : null);
      pseudoClassStateChanged(CHOSEN, shown && line.module() == families.selected().get());
      pseudoClassStateChanged(NUMBERS, shown && line.difference() == Difference.NUMBERS);
      pseudoClassStateChanged(MISSING, shown && line.difference() == Difference.MISSING);
    }

    private String spoken(FamilyLine line) {
      return switch (line.difference()) {
        case NONE -> line.text().strip();
        case NUMBERS -> line.text().strip() + ", " + texts.format("ui.families.mark.numbers");
        case MISSING -> line.text().strip() + ", " + texts.format("ui.families.mark.missing");
      };
    }
  }
}
