package gemmalab.ui.architecture.explain;

import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.scene.shape.Rectangle;

/** Named numbers as bars, the longest for the largest; a negative one has the other colour. */
final class ValueBars extends VBox {

  private static final double NAME = 92;
  private static final double LONGEST = 76;
  private static final double THICKNESS = 8;

  /** A number with its name, and how it is written. */
  record Row(String name, double value, String text) {}

  ValueBars() {
    super(3);
  }

  void show(List<Row> rows) {
    double most = rows.stream().mapToDouble(row -> Math.abs(row.value())).max().orElse(1);
    getChildren().setAll(rows.stream().map(row -> line(row, Math.max(1e-12, most))).toList());
  }

  private static Node line(Row row, double most) {
    Label name = new Label(row.name());
    name.getStyleClass().add("bar-name");
    name.setMinWidth(NAME);
    name.setPrefWidth(NAME);
    double length = Math.max(1, LONGEST * Math.abs(row.value()) / most);
    Rectangle bar = new Rectangle(length, THICKNESS);
    bar.getStyleClass().add(row.value() < 0 ? "share-negative" : "share-positive");
    Pane room = new Pane(bar);
    room.setMinSize(LONGEST, THICKNESS);
    room.setMaxSize(LONGEST, THICKNESS);
    Label value = new Label(row.text());
    value.getStyleClass().add("bar-name");
    value.setMinWidth(Region.USE_PREF_SIZE);
    HBox line = new HBox(6, name, room, value);
    line.setAlignment(Pos.CENTER_LEFT);
    return line;
  }
}
