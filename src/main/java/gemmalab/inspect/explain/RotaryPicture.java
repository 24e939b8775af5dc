package gemmalab.inspect.explain;

import gemmalab.model.GemmaConfig;
import gemmalab.model.LayerType;
import gemmalab.picture.Colour.Role;
import gemmalab.picture.DrawnShape;
import gemmalab.picture.DrawnShape.Anchor;
import gemmalab.picture.DrawnShape.Dash;
import gemmalab.picture.DrawnShape.Label;
import gemmalab.picture.DrawnShape.Lettering;
import gemmalab.picture.DrawnShape.Lines;
import gemmalab.picture.DrawnShape.Point;
import gemmalab.picture.DrawnShape.Stroke;
import gemmalab.picture.Picture;
import gemmalab.picture.Typeface;
import gemmalab.text.Messages;
import java.util.ArrayList;
import java.util.List;

/**
 * RoPE at a distance: a dial for some of the pairs, with the base of the local and of the global
 * layers, and how a score falls with distance under both.
 */
public final class RotaryPicture {

  private static final int DIALS = 8;
  private static final int CORNERS = 24;
  private static final int STEPS = 120;
  private static final double ROW = 48;
  private static final double CURVE_TOP = 2 * ROW + 14;
  private static final double CURVE_HEIGHT = 80;
  private static final double LOWEST = -0.4;

  private final GemmaConfig config;
  private final Messages messages;
  private final double width;
  private final List<DrawnShape> shapes = new ArrayList<>();

  private RotaryPicture(GemmaConfig config, Messages messages, double width) {
    this.config = config;
    this.messages = messages;
    this.width = width;
  }

  /**
   * Draws it.
   *
   * @param distance tokens between query and key
   * @param most the distance at the right end of the curve
   * @param width in pixels
   */
  public static Picture of(
      GemmaConfig config, int distance, int most, double width, Messages messages) {
    RotaryPicture picture = new RotaryPicture(config, messages, width);
    picture.dials(LayerType.SLIDING, 0, distance);
    picture.dials(LayerType.FULL, ROW, distance);
    picture.curves(distance, most);
    String sentence = messages.format("explain.rope.picture", distance);
    return new Picture(width, CURVE_TOP + CURVE_HEIGHT + 18, sentence, picture.shapes);
  }

  private static Role role(LayerType type) {
    return type == LayerType.FULL ? Role.FULL : Role.LOCAL;
  }

  private void dials(LayerType type, double y, int distance) {
    RotaryAngles angles = new RotaryAngles(config, type);
    String key = type == LayerType.FULL ? "explain.rope.full" : "explain.rope.local";
    String name = messages.format(key, Math.round(config.ropeBase(type)));
    text(0, y + 7, name, role(type), Anchor.START);
    double pitch = width / DIALS;
    double radius = Math.min(12, pitch / 2 - 2);
    for (int dial = 0; dial < DIALS; dial++) {
      double x = (dial + 0.5) * pitch;
      double middle = y + 16 + radius;
      shapes.add(new Lines(circle(x, middle, radius), Stroke.solid(Role.LINE, 1)));
      double angle = angles.angle(dial * angles.pairs() / DIALS, distance);
      Point end = on(x, middle, radius, angle);
      shapes.add(Lines.between(x, middle, end.x(), end.y(), Stroke.solid(role(type), 2)));
    }
  }

  private static List<Point> circle(double x, double y, double radius) {
    List<Point> points = new ArrayList<>();
    for (int i = 0; i <= CORNERS; i++) {
      points.add(on(x, y, radius, 2 * Math.PI * i / CORNERS));
    }
    return points;
  }

  private static Point on(double x, double y, double radius, double angle) {
    return new Point(x + radius * Math.sin(angle), y - radius * Math.cos(angle));
  }

  private void curves(int distance, int most) {
    Stroke axis = Stroke.solid(Role.LINE, 1);
    shapes.add(Lines.between(0, y(0), width, y(0), axis));
    text(width, y(0) + 8, String.valueOf(most), Role.MUTED, Anchor.END);
    text(0, CURVE_TOP + CURVE_HEIGHT + 10, messages.format("explain.rope.curve"), Role.MUTED);
    curve(LayerType.SLIDING, most);
    curve(LayerType.FULL, most);
    double x = width * distance / most;
    shapes.add(Lines.between(x, y(1), x, y(LOWEST), new Stroke(Role.CURSOR, 1.5, 1, Dash.SOLID)));
  }

  private void curve(LayerType type, int most) {
    RotaryAngles angles = new RotaryAngles(config, type);
    List<Point> points = new ArrayList<>();
    for (int i = 0; i <= STEPS; i++) {
      double share = (double) i / STEPS;
      points.add(new Point(width * share, y(angles.share(most * share))));
    }
    shapes.add(new Lines(points, Stroke.solid(role(type), 1.5)));
  }

  private double y(double share) {
    double fromTop = (1 - Math.max(LOWEST, share)) / (1 - LOWEST);
    return CURVE_TOP + CURVE_HEIGHT * fromTop;
  }

  private void text(double x, double y, String text, Role role) {
    text(x, y, text, role, Anchor.START);
  }

  private void text(double x, double y, String text, Role role, Anchor anchor) {
    shapes.add(Label.of(x, y, text, new Lettering(Typeface.TEXT, 11, role), anchor));
  }
}
