package gemmalab.ui.architecture;

import static gemmalab.ui.common.Controls.label;
import static gemmalab.ui.common.Controls.paragraph;

import gemmalab.inspect.ModelPart;
import gemmalab.inspect.ModelPart.WeightShape;
import gemmalab.ui.common.Numbers;
import gemmalab.ui.common.Texts;
import java.util.function.Function;
import javafx.beans.binding.Bindings;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Insets;
import javafx.scene.control.Label;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.TextArea;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/** The selected part: what it is in words, its parameters, and the Java that runs. */
final class PartInspector extends VBox {

  private static final double ROW = 30;
  private static final int MAX_ROWS = 7;

  private final ArchitectureViewModel viewModel;
  private final Texts texts;

  PartInspector(ArchitectureViewModel viewModel, Texts texts) {
    this.viewModel = viewModel;
    this.texts = texts;
    getStyleClass().addAll("side", "inspector");
    setSpacing(8);
    setPadding(new Insets(24, 16, 16, 16));
    setPrefWidth(400);
    setMinWidth(300);
    TextArea source = source();
    VBox.setVgrow(source, Priority.ALWAYS);
    Label file = new Label();
    file.getStyleClass().add("section");
    file.textProperty().bind(selected(ModelPart::source));
    getChildren()
        .addAll(
            bound("title", part -> PartBox.name(part, texts)),
            paragraph(text(part -> texts.format(PartBox.nameKey(part) + ".about")), "about"),
            bound(
                "number-line",
                part ->
                    texts.format("ui.architecture.parameters", Numbers.whole(part.parameters()))),
            weights(),
            file,
            source);
  }

  private Label bound(String style, Function<ModelPart, String> words) {
    return label(text(words), style);
  }

  private ObservableValue<String> text(Function<ModelPart, String> words) {
    return Bindings.createStringBinding(
        () -> {
          ModelPart part = viewModel.selected().get();
          return part == null ? "" : words.apply(part);
        },
        viewModel.selected(),
        texts.language());
  }

  private ObservableValue<String> selected(Function<ModelPart, String> words) {
    return text(words);
  }

  private TableView<WeightShape> weights() {
    TableView<WeightShape> table = new TableView<>();
    table.setId("weights");
    table.accessibleTextProperty().bind(texts.text("ui.architecture.weight"));
    table.getColumns().add(column("ui.architecture.weight", 190, PartInspector::shortName));
    table.getColumns().add(column("ui.architecture.shape", 90, w -> w.shape().toString()));
    table.getColumns().add(column("ui.architecture.count", 80, w -> Numbers.whole(w.count())));
    table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
    table.getStyleClass().add("dense");
    table.setFixedCellSize(ROW);
    viewModel.selected().addListener((o, old, now) -> fill(table, now));
    fill(table, viewModel.selected().get());
    table.managedProperty().bind(table.visibleProperty());
    return table;
  }

  private static void fill(
      TableView<WeightShape> table, @org.jspecify.annotations.Nullable ModelPart part) {
    if (part != null) {
      table.getItems().setAll(part.weights());
    }
    int rows = Math.min(MAX_ROWS, table.getItems().size());
    table.setVisible(rows > 0);
    double height = (rows + 1) * ROW + 6;
    table.setPrefHeight(height);
    table.setMinHeight(height);
  }

  private TableColumn<WeightShape, String> column(
      String key, double width, Function<WeightShape, String> value) {
    TableColumn<WeightShape, String> column = new TableColumn<>();
    column.textProperty().bind(texts.text(key));
    column.setPrefWidth(width);
    column.setSortable(false);
    column.setCellValueFactory(row -> new ReadOnlyStringWrapper(value.apply(row.getValue())));
    return column;
  }

  /** The layer is in the title; its prefix in each row would hide the name. */
  private static String shortName(WeightShape weight) {
    return weight.name().replaceFirst("^model\\.(layers\\.\\d+\\.)?", "");
  }

  private TextArea source() {
    TextArea source = new TextArea();
    source.setId("source");
    source.setEditable(false);
    source.getStyleClass().add("code");
    source.accessibleTextProperty().bind(texts.text("ui.architecture.source"));
    viewModel.selected().addListener((o, old, now) -> source.setText(viewModel.source()));
    source.setText(viewModel.source());
    source.setMinHeight(160);
    return source;
  }
}
