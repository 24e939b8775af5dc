package gemmalab.inspect.diagram;

import gemmalab.picture.Colour;
import gemmalab.picture.Colour.Role;
import gemmalab.picture.DrawnShape;
import gemmalab.picture.DrawnShape.Anchor;
import gemmalab.picture.DrawnShape.Dash;
import gemmalab.picture.DrawnShape.Label;
import gemmalab.picture.DrawnShape.Lettering;
import gemmalab.picture.DrawnShape.Lines;
import gemmalab.picture.DrawnShape.Point;
import gemmalab.picture.DrawnShape.Rectangle;
import gemmalab.picture.DrawnShape.Stroke;
import gemmalab.picture.Typeface;
import gemmalab.text.Messages;
import java.util.ArrayList;
import java.util.List;

/** What a diagram is drawn into: shapes in pixels, and what all parts of the drawing need. */
final class Drawing {

  private static final double LONGEST_TEXT = 200; // pixels
  private static final double[] SIZES = {9, 10, 11, 12, 14, 16, 18};

  final DiagramScene scene;
  final DiagramValues values;
  final DiagramLook look;
  final Viewport view;
  final Messages messages;
  private final List<DrawnShape> shapes = new ArrayList<>();

  Drawing(
      DiagramScene scene,
      DiagramValues values,
      DiagramLook look,
      Viewport view,
      Messages messages) {
    this.scene = scene;
    this.values = values;
    this.look = look;
    this.view = view;
    this.messages = messages;
  }

  List<DrawnShape> shapes() {
    return shapes;
  }

  void add(DrawnShape shape) {
    shapes.add(shape);
  }

  void fill(Area area, Colour colour) {
    add(Rectangle.filled(area.x(), area.y(), area.width(), area.height(), colour));
  }

  void frame(Area area, Stroke stroke) {
    add(Rectangle.framed(area.x(), area.y(), area.width(), area.height(), stroke));
  }

  void line(double x1, double y1, double x2, double y2, Stroke stroke) {
    add(Lines.between(x1, y1, x2, y2, stroke));
  }

  /** A line with corners. */
  void path(Stroke stroke, Point... points) {
    add(new Lines(List.of(points), stroke));
  }

  /** A text, unless it stands too far outside to reach what is seen. */
  void text(double x, double y, String text, Lettering lettering, Anchor anchor) {
    Area reach =
        new Area(
            -LONGEST_TEXT,
            -LONGEST_TEXT,
            view.width() + 2 * LONGEST_TEXT,
            view.height() + 2 * LONGEST_TEXT);
    if (reach.contains(x, y)) {
      add(Label.of(x, y, text, lettering, anchor));
    }
  }

  /** Few sizes of letters, so that their shapes are made once and not for each step of a zoom. */
  static double size(double wanted, double least, double most) {
    double size = least;
    for (double each : SIZES) {
      if (each <= wanted && each <= most && each > size) {
        size = each;
      }
    }
    return size;
  }

  static Lettering plain(double size, Colour colour) {
    return new Lettering(Typeface.TEXT, size, colour);
  }

  static Lettering strong(double size, Colour colour) {
    return new Lettering(Typeface.HEADING, size, colour);
  }

  static Lettering token(double size, Colour colour) {
    return new Lettering(Typeface.TOKEN, size, colour);
  }

  static Stroke stroke(Role role, double width, double opacity) {
    return new Stroke(role, width, opacity, Dash.SOLID);
  }
}
