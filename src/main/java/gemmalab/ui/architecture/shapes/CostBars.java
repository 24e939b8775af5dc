package gemmalab.ui.architecture.shapes;

import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/** A cost, and below it what it is made of, as bars. */
final class CostBars extends VBox {

  private static final double NAME = 118;
  private static final double VALUE = 66;

  private final Label title = new Label();
  private final VBox rows = new VBox(2);

  /**
   * A part of a cost.
   *
   * @param value with its unit
   * @param share of the whole, 0 to 1
   * @param style of its bar
   */
  record Row(String name, String value, double share, String style) {}

  CostBars(String id) {
    super(2);
    setId(id);
    getStyleClass().add("cost-bars");
    title.setId(id + "-title");
    title.getStyleClass().add("section");
    getChildren().addAll(title, rows);
  }

  void show(String total, List<Row> parts) {
    title.setText(total);
    rows.getChildren().setAll(parts.stream().map(CostBars::row).toList());
  }

  private static HBox row(Row part) {
    Label name = new Label(part.name());
    name.getStyleClass().add("field-name");
    name.setMinWidth(NAME);
    name.setPrefWidth(NAME);
    Label value = new Label(part.value());
    value.getStyleClass().addAll("field-name", "count");
    value.setMinWidth(VALUE);
    value.setPrefWidth(VALUE);
    ShareBar bar = new ShareBar(part.share(), part.style());
    HBox.setHgrow(bar, Priority.ALWAYS);
    HBox row = new HBox(6, name, value, bar);
    row.setAlignment(Pos.CENTER_LEFT);
    row.setFocusTraversable(false);
    row.setAccessibleText(part.name() + ": " + part.value());
    return row;
  }
}
