package gemmalab.ui.architecture.shapes;

import gemmalab.inspect.module.ModelModule;
import gemmalab.model.GemmaConfig;
import gemmalab.ui.common.Numbers;
import gemmalab.ui.common.Texts;
import java.util.List;
import javafx.beans.property.ObjectProperty;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** Where the parameters are: each module with its weight, its output and its share as a bar. */
final class ModuleTable extends VBox {

  private static final double ROW = 24;
  private static final double NAME = 130;
  private static final double SHAPE = 112;
  private static final double OUTPUT = 118;
  private static final double COUNT = 84;
  private static final PseudoClass CHOSEN = PseudoClass.getPseudoClass("chosen");

  private final SizesViewModel sizes;
  private final ObjectProperty<ModelModule> selected;
  private final Texts texts;
  private final Label title = new Label();
  private final ListView<ModelModule> list = new ListView<>();

  ModuleTable(SizesViewModel sizes, ObjectProperty<ModelModule> selected, Texts texts) {
    super(4);
    this.sizes = sizes;
    this.selected = selected;
    this.texts = texts;
    title.setId("sizes-total");
    title.getStyleClass().add("section");
    list.setId("sizes-modules");
    list.getStyleClass().addAll("module-tree", "module-table");
    list.setFixedCellSize(ROW);
    list.setMinHeight(4 * ROW);
    list.setCellFactory(view -> new ModuleCell());
    list.accessibleTextProperty().bind(texts.text("ui.sizes.modules"));
    VBox.setVgrow(list, Priority.ALWAYS);
    getChildren().addAll(title, head(), list);
    sizes.sizing().addListener((o, old, now) -> show());
    texts.language().addListener((o, old, now) -> show());
    follow();
    show();
  }

  private HBox head() {
    HBox head =
        new HBox(
            8,
            cell("ui.sizes.column.module", NAME),
            cell("ui.sizes.column.weight", SHAPE),
            cell("ui.sizes.column.output", OUTPUT),
            cell("ui.sizes.column.parameters", COUNT));
    head.getStyleClass().add("module-table-head");
    return head;
  }

  private Label cell(String key, double width) {
    Label cell = sized("", width);
    cell.textProperty().bind(texts.text(key));
    cell.getStyleClass().add("field-name");
    return cell;
  }

  private static Label sized(String text, double width, String... styles) {
    Label label = new Label(text);
    label.setMinWidth(width);
    label.setPrefWidth(width);
    label.setMaxWidth(width);
    label.getStyleClass().addAll(styles);
    return label;
  }

  private void show() {
    GemmaConfig config = sizes.sizing().get().config();
    title.setText(
        texts.format("ui.families.total", Numbers.whole(ModelModule.MODEL.parameters(config))));
    List<ModelModule> modules = ModelModule.withWeights(config);
    if (!list.getItems().equals(modules)) {
      list.getItems().setAll(modules);
      showSelected();
    }
    list.refresh();
  }

  private void follow() {
    list.getSelectionModel()
        .selectedItemProperty()
        .addListener(
            (o, old, now) -> {
              if (now != null && list.isFocused()) {
                selected.set(now);
              }
            });
    list.setOnMousePressed(
        event -> {
          ModelModule chosen = list.getSelectionModel().getSelectedItem();
          if (chosen != null) {
            selected.set(chosen);
          }
        });
    selected.addListener((o, old, now) -> showSelected());
  }

  private void showSelected() {
    int row = list.getItems().indexOf(selected.get());
    if (row < 0) {
      list.getSelectionModel().clearSelection();
    } else {
      list.getSelectionModel().select(row);
    }
    list.refresh();
  }

  private final class ModuleCell extends ListCell<ModelModule> {

    @Override
    protected void updateItem(@Nullable ModelModule module, boolean empty) {
      super.updateItem(module, empty);
      setText(null);
      setGraphic(empty || module == null ? null : row(module, sizes.sizing().get()));
      pseudoClassStateChanged(CHOSEN, !empty && module == selected.get());
    }

    private HBox row(ModelModule module, Sizing sizing) {
      GemmaConfig config = sizing.config();
      long count = module.parameters(config);
      double share = (double) count / ModelModule.MODEL.parameters(config);
      String number =
          module.isShared(config) ? texts.format("ui.sizes.tied") : Numbers.whole(count);
      String name = texts.format(module.key());
      String weight = SizeText.weight(module, config);
      String output = SizeText.shape(module.output(config, sizing.batch(), sizing.length()));
      setAccessibleText(String.join(", ", name, weight, output, number, Numbers.percent(share)));
      long largest =
          getListView().getItems().stream()
              .mapToLong(each -> each.parameters(config))
              .max()
              .orElse(1);
      ShareBar bar = new ShareBar((double) count / largest, "share-parameters");
      HBox.setHgrow(bar, Priority.ALWAYS);
      HBox row =
          new HBox(
              8,
              sized(name, NAME),
              sized(weight, SHAPE, "mono"),
              sized(output, OUTPUT, "mono"),
              sized(number, COUNT, "mono", "count"),
              bar);
      row.setAlignment(Pos.CENTER_LEFT);
      row.setMinWidth(0);
      row.setPrefWidth(1);
      return row;
    }
  }
}
