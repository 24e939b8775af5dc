package gemmalab.ui.report;

import static gemmalab.ui.common.Controls.label;
import static gemmalab.ui.common.Controls.paragraph;

import gemmalab.app.ModelReport.TensorFit;
import gemmalab.checkpoint.names.FitReport.Verdict;
import gemmalab.ui.common.Texts;
import java.util.Map;
import java.util.function.Function;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableRow;
import javafx.scene.control.TableView;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;

/** What is in a model's file: facts, findings, and the tensors one by one. */
final class ReportView extends VBox {

  private static final PseudoClass DIFFERS = PseudoClass.getPseudoClass("differs");
  private static final double WIDTH = 976;
  private static final int MOST_ROWS = 5;
  private static final int FACTS_BESIDE = 2;
  private static final double ROW = 28;

  private final ReportViewModel viewModel;
  private final Texts texts;

  ReportView(ReportViewModel viewModel, Texts texts) {
    this.viewModel = viewModel;
    this.texts = texts;
    setSpacing(16);
    setPrefWidth(WIDTH);
    setMinWidth(WIDTH);
    getStyleClass().add("report");
    Label title = new Label(viewModel.title());
    title.getStyleClass().add("title");
    getChildren().addAll(title, facts());
    if (!viewModel.findings().isEmpty()) {
      getChildren().add(findings());
    }
    TableView<TensorFit> table = table();
    VBox.setVgrow(table, Priority.ALWAYS);
    VBox tensors = new VBox(8, filter(), table);
    VBox.setVgrow(tensors, Priority.ALWAYS);
    getChildren().add(tensors);
  }

  private Node facts() {
    GridPane grid = new GridPane(24, 4);
    int place = 0;
    for (Map.Entry<String, String> fact : viewModel.facts().entrySet()) {
      Label value = new Label(fact.getValue());
      value.setId("report-" + fact.getKey());
      value.setWrapText(true);
      Label name = label(texts.text("ui.report." + fact.getKey()), "muted");
      name.setMinWidth(USE_PREF_SIZE);
      int column = 2 * (place % FACTS_BESIDE);
      boolean isLast = ++place == viewModel.facts().size();
      int row = (place - 1) / FACTS_BESIDE;
      grid.add(name, column, row);
      grid.add(value, column + 1, row, isLast ? GridPane.REMAINING : 1, 1); // which may be long
    }
    return grid;
  }

  private Node findings() {
    VBox lines = new VBox(4);
    lines.setId("report-findings");
    for (String finding : viewModel.findings()) {
      Label line = paragraph(new ReadOnlyStringWrapper(finding));
      HBox.setHgrow(line, Priority.ALWAYS);
      HBox row = new HBox(8, new FontIcon("mdi2a-alert-circle-outline"), line);
      row.getStyleClass().add("finding");
      lines.getChildren().add(row);
    }
    return lines;
  }

  private Node filter() {
    CheckBox only = new CheckBox();
    only.setId("only-differences");
    only.textProperty().bind(texts.text("ui.report.onlyDifferences"));
    only.selectedProperty().bindBidirectional(viewModel.onlyDifferences());
    HBox row = new HBox(only);
    row.setAlignment(Pos.CENTER_LEFT);
    return row;
  }

  private TableView<TensorFit> table() {
    TableView<TensorFit> table = new TableView<>(viewModel.rows());
    table.setId("report-tensors");
    table.accessibleTextProperty().bind(texts.text("ui.report.tensors"));
    table.getColumns().add(column("fit", 92, viewModel::verdict));
    table.getColumns().add(column("name", 270, TensorFit::name));
    table.getColumns().add(column("type", 66, TensorFit::type));
    table.getColumns().add(column("shape", 104, TensorFit::shape));
    table.getColumns().add(column("modelName", 270, TensorFit::modelName));
    table.getColumns().add(column("modelShape", 104, TensorFit::modelShape));
    table.getStyleClass().add("dense");
    table.setFixedCellSize(ROW);
    table.setPrefHeight((MOST_ROWS + 1) * ROW + 16);
    table.setMinHeight(3 * ROW);
    table.setPlaceholder(label(texts.text("ui.report.allMatch"), "muted"));
    table.setRowFactory(
        view ->
            new TableRow<>() {
              @Override
              protected void updateItem(TensorFit tensor, boolean empty) {
                super.updateItem(tensor, empty);
                pseudoClassStateChanged(
                    DIFFERS, !empty && tensor != null && tensor.verdict() != Verdict.MATCHED);
              }
            });
    return table;
  }

  private TableColumn<TensorFit, String> column(
      String key, double width, Function<TensorFit, String> value) {
    TableColumn<TensorFit, String> column = new TableColumn<>();
    column.textProperty().bind(texts.text("ui.report.column." + key));
    column.setPrefWidth(width);
    column.setCellValueFactory(row -> new ReadOnlyStringWrapper(value.apply(row.getValue())));
    return column;
  }
}
