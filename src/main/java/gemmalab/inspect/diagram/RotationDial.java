package gemmalab.inspect.diagram;

import gemmalab.model.GemmaConfig;
import gemmalab.model.LayerType;
import gemmalab.picture.Colour.Role;
import gemmalab.picture.DrawnShape.Lines;
import gemmalab.picture.DrawnShape.Point;
import gemmalab.picture.DrawnShape.Stroke;
import java.util.ArrayList;
import java.util.List;

/** How far RoPE turns three pairs of dimensions at a position: the fastest, and two slower ones. */
final class RotationDial {

  private static final int CORNERS = 20;
  private static final int HANDS = 3;

  private final Drawing drawing;

  RotationDial(Drawing drawing) {
    this.drawing = drawing;
  }

  /** Draws it into the right upper corner of a stage. */
  void draw(Spot spot, Area stage) {
    LayerType type = drawing.scene.type(spot.band());
    if (type == null) {
      return;
    }
    double radius = stage.height() * 0.13;
    double x = stage.right() - radius * 1.4;
    double y = stage.y() + radius * 1.35;
    List<Point> circle = new ArrayList<>();
    for (int i = 0; i <= CORNERS; i++) {
      circle.add(on(x, y, radius, 2 * Math.PI * i / CORNERS));
    }
    drawing.add(new Lines(circle, Stroke.solid(Role.MUTED, 1)));
    for (int hand = 0; hand < HANDS; hand++) {
      Point end = on(x, y, radius, angle(drawing.scene.config(), type, spot.token(), hand));
      drawing.line(
          x,
          y,
          end.x(),
          end.y(),
          Stroke.solid(hand == 0 ? Role.ACCENT : Role.MUTED, hand == 0 ? 2 : 1));
    }
  }

  private static Point on(double x, double y, double radius, double angle) {
    return new Point(x + radius * Math.sin(angle), y - radius * Math.cos(angle));
  }

  /** The angle of the pairs 0, D/8 and D/4 of D/2. */
  static double angle(GemmaConfig config, LayerType type, int position, int hand) {
    double pair = hand * config.headDim() / 8.0;
    double frequency = Math.pow(config.ropeBase(type), -2 * pair / config.headDim());
    return position / config.ropeFactor(type) * frequency;
  }
}
