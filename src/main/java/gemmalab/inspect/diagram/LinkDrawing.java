package gemmalab.inspect.diagram;

import gemmalab.model.GemmaConfig;
import gemmalab.model.ModelStage;
import gemmalab.picture.Colour.Role;
import gemmalab.picture.DrawnShape.Point;
import gemmalab.picture.DrawnShape.Stroke;
import java.util.Map;

/** The lines of a crossing: what goes from one stage into another. */
final class LinkDrawing {

  private static final double ARROW = 5;

  private final Drawing drawing;

  LinkDrawing(Drawing drawing) {
    this.drawing = drawing;
  }

  /** The lines of a layer; {@code cell} in pixels. */
  void layer(Area cell, int band, int token) {
    double scale = cell.width() / CellPlan.WIDTH;
    if (!isSeen(cell) || scale < 0.2) {
      return;
    }
    Stroke stroke = CrossingDrawing.linkStroke(scale);
    Map<ModelStage, Area> places = CellPlan.LAYER.areas();
    for (CellPlan.Link link : CellPlan.LINKS) {
      Area from = cell.place(place(places, link.from()), CellPlan.WIDTH);
      Area to = cell.place(place(places, link.to()), CellPlan.WIDTH);
      connect(from, to, stroke, scale);
    }
    double streamX = cell.x() + CellPlan.STREAM * scale;
    tap(streamX, cell.place(place(places, ModelStage.INPUT_NORM), CellPlan.WIDTH), stroke, scale);
    tap(
        streamX,
        cell.place(place(places, ModelStage.PRE_FEED_FORWARD_NORM), CellPlan.WIDTH),
        stroke,
        scale);
    if (scale >= 0.45) {
      sharing(cell, scale);
    }
  }

  /** The lines below and above the layers. */
  void outside(Area cell, int band) {
    double scale = cell.width() / CellPlan.WIDTH;
    Stroke stroke = CrossingDrawing.linkStroke(scale);
    boolean before = band == DiagramScene.EMBEDDING_BAND;
    Map<ModelStage, Area> places = (before ? CellPlan.BEFORE : CellPlan.AFTER).areas();
    Area first =
        cell.place(
            place(places, before ? ModelStage.EMBEDDING : ModelStage.FINAL_NORM), CellPlan.WIDTH);
    Area second =
        cell.place(
            place(places, before ? ModelStage.SCALED_EMBEDDING : ModelStage.LOGITS),
            CellPlan.WIDTH);
    upwards(first, second, stroke, scale);
    double streamX = cell.x() + CellPlan.STREAM * scale;
    if (before) {
      drawing.path(
          stroke, new Point(second.x(), second.centerY()), new Point(streamX, second.centerY()));
    } else {
      tap(streamX, first, stroke, scale);
    }
  }

  private boolean isSeen(Area cell) {
    return cell.meets(new Area(0, 0, drawing.view.width(), drawing.view.height()));
  }

  static Area place(Map<ModelStage, Area> places, ModelStage stage) {
    Area area = places.get(stage);
    if (area == null) {
      throw new IllegalArgumentException(stage + " has no place");
    }
    return area;
  }

  private void tap(double streamX, Area to, Stroke stroke, double scale) {
    drawing.path(stroke, new Point(streamX, to.centerY()), new Point(to.x(), to.centerY()));
    arrow(to.x(), to.centerY(), 1, 0, stroke, scale);
  }

  private void connect(Area from, Area to, Stroke stroke, double scale) {
    boolean above = to.bottom() < from.y() && Math.abs(to.centerX() - from.centerX()) < 1;
    if (above) {
      upwards(from, to, stroke, scale);
    } else if (to.x() >= from.right()) {
      sideways(from.right(), from.centerY(), to.x(), entry(from, to), stroke, scale);
    } else if (to.right() <= from.x() && to.bottom() < from.y()) {
      upAndBack(from, to, stroke, scale);
    } else if (to.right() <= from.x()) {
      sideways(from.x(), from.centerY(), to.right(), to.centerY(), stroke, scale);
    } else {
      upwards(from, to, stroke, scale);
    }
  }

  /** What comes from below enters below the middle, so that lines from two sides stay apart. */
  private static double entry(Area from, Area to) {
    double apart = from.centerY() - to.centerY();
    double quarter = to.height() / 4;
    return to.centerY() + Math.max(-quarter, Math.min(quarter, apart));
  }

  /** Out at the top and to the left, clear of what goes in at the left. */
  private void upAndBack(Area from, Area to, Stroke stroke, double scale) {
    double x = from.x() + from.width() * 0.14;
    drawing.path(
        stroke,
        new Point(x, from.y()),
        new Point(x, to.centerY()),
        new Point(to.right(), to.centerY()));
    arrow(to.right(), to.centerY(), -1, 0, stroke, scale);
  }

  private void upwards(Area from, Area to, Stroke stroke, double scale) {
    double x = Math.max(from.x(), to.x()) / 2 + Math.min(from.right(), to.right()) / 2;
    drawing.path(stroke, new Point(x, from.y()), new Point(x, to.bottom()));
    arrow(x, to.bottom(), 0, -1, stroke, scale);
  }

  private void sideways(double x1, double y1, double x2, double y2, Stroke stroke, double scale) {
    int direction = x2 > x1 ? 1 : -1;
    double bend = direction > 0 ? x2 - Math.min(14 * scale, (x2 - x1) / 2) : x2 + (x1 - x2) / 2;
    if (Math.abs(y1 - y2) < 3 * scale) {
      drawing.path(stroke, new Point(x1, y1), new Point(x2, y1));
      arrow(x2, y1, direction, 0, stroke, scale);
    } else {
      drawing.path(
          stroke, new Point(x1, y1), new Point(bend, y1), new Point(bend, y2), new Point(x2, y2));
      arrow(x2, y2, direction, 0, stroke, scale);
    }
  }

  private void arrow(double x, double y, int right, int down, Stroke stroke, double scale) {
    double length = ARROW * Math.min(2, scale);
    double half = length * 0.6;
    drawing.path(
        stroke,
        new Point(x - right * length - down * half, y - down * length - right * half),
        new Point(x, y),
        new Point(x - right * length + down * half, y - down * length + right * half));
  }

  /** Which query heads share which keys: from the rows of the queries to those of the keys. */
  private void sharing(Area cell, double scale) {
    GemmaConfig config = drawing.scene.config();
    Map<ModelStage, Area> places = CellPlan.LAYER.areas();
    Area queries =
        VectorArea.of(cell.place(place(places, ModelStage.ROTATED_QUERIES), CellPlan.WIDTH));
    Area keys = VectorArea.of(cell.place(place(places, ModelStage.ROTATED_KEYS), CellPlan.WIDTH));
    int heads = config.numAttentionHeads();
    int shared = heads / config.numKeyValueHeads();
    for (int head = 0; head < heads; head++) {
      double fromY = queries.y() + queries.height() * (head + 0.5) / heads;
      int keyValueHead = head / shared;
      double toY = keys.y() + keys.height() * (keyValueHead + 0.5) / config.numKeyValueHeads();
      double x = queries.right() + 3 * scale;
      double bend = x + (5 + 2.5 * (head % shared)) * scale;
      drawing.path(
          Stroke.solid(Role.FULL, Math.max(0.75, scale)),
          new Point(x, fromY),
          new Point(bend, fromY),
          new Point(bend, toY),
          new Point(keys.right() + 3 * scale, toY));
    }
  }
}
