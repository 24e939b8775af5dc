package gemmalab.ui.attention.map;

import gemmalab.inspect.picture.HeadMap;
import gemmalab.inspect.picture.MapFrame;
import gemmalab.inspect.picture.TokenLabels;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.shape.Rectangle;

/**
 * What marks a cell of a map: a frame around it, its two tokens at the edges, a held row's band.
 */
final class MapMarks {

  private static final double SMALLEST_CELL = 3;
  private static final double LOWEST_BAND = 2;
  private static final double GAP = 2;

  private final Rectangle band = new Rectangle();
  private final Rectangle cell = new Rectangle();
  private final Label rowToken = new Label();
  private final Label columnToken = new Label();

  MapMarks() {
    band.getStyleClass().add("map-band");
    cell.getStyleClass().add("map-cell");
    rowToken.getStyleClass().add("map-token");
    columnToken.getStyleClass().add("map-token");
    columnToken.setRotate(-90);
    for (Node node : nodes()) {
      node.setVisible(false);
    }
  }

  Node[] nodes() {
    return List.of(band, cell, rowToken, columnToken).toArray(Node[]::new);
  }

  /** Marks a cell, as far as it lies inside the frame. */
  void show(HeadMap map, MapFrame frame, int row, int column, boolean held) {
    boolean inside = frame.holds(row, column);
    double x = frame.x(column);
    double y = frame.y(row);
    double side = Math.max(frame.cell(), SMALLEST_CELL);
    place(cell, x, y, side, side);
    cell.setVisible(inside);
    place(band, MapFrame.LABELS, y, frame.extent(), Math.max(frame.cell(), LOWEST_BAND));
    band.setVisible(inside && held);
    name(rowToken, map.tokens().get(row), inside);
    name(columnToken, map.tokens().get(column), inside);
    double edge = MapFrame.LABELS - GAP;
    rowToken.relocate(edge - rowToken.getWidth(), y + frame.cell() / 2 - rowToken.getHeight() / 2);
    columnToken.relocate( // turned around its middle
        x + frame.cell() / 2 - columnToken.getWidth() / 2,
        edge - columnToken.getWidth() / 2 - columnToken.getHeight() / 2);
  }

  private static void place(Rectangle box, double x, double y, double width, double height) {
    box.setX(x);
    box.setY(y);
    box.setWidth(width);
    box.setHeight(height);
  }

  private static void name(Label label, String token, boolean visible) {
    label.setText(TokenLabels.shown(token));
    label.setVisible(visible);
    label.autosize();
  }
}
