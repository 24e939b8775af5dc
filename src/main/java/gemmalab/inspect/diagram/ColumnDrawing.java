package gemmalab.inspect.diagram;

import gemmalab.inspect.picture.TokenLabels;
import gemmalab.inspect.stage.Prediction;
import gemmalab.picture.Colour;
import gemmalab.picture.Colour.Role;
import gemmalab.picture.DrawnShape.Anchor;
import gemmalab.picture.DrawnShape.Curve;
import gemmalab.picture.DrawnShape.Dash;
import gemmalab.picture.DrawnShape.Lettering;
import gemmalab.picture.DrawnShape.Point;
import gemmalab.picture.DrawnShape.Stroke;

/**
 * The columns from afar: each residual stream as wide as its norm, what the chosen token attends
 * to, what its feed-forward networks add, and the word that would come after each layer.
 */
final class ColumnDrawing {

  private static final double THINNEST = 1;
  private static final double WIDEST = 7;
  private static final double MOST_OF_A_COLUMN = 0.3;
  private static final double LEAST_WEIGHT = 0.04;
  private static final double SURE = 0.5;
  private static final double HALF_SURE = 0.15;

  private final Drawing drawing;
  private final DiagramScene scene;
  private final Viewport view;
  private final double zoom;

  ColumnDrawing(Drawing drawing) {
    this.drawing = drawing;
    scene = drawing.scene;
    view = drawing.view;
    zoom = Math.max(0.5, Math.min(3, view.scale()));
  }

  void draw() {
    Area seen = view.seen();
    for (int token = scene.firstColumn(seen); token < scene.endColumn(seen); token++) {
      if (token != drawing.look.token()) {
        stream(token, Colour.faded(Role.MUTED, 0.45), Colour.faded(Role.FEED_FORWARD, 0.5));
      }
    }
    scene.bandsIn(seen).forEach(this::arcs);
    stream(drawing.look.token(), Role.ACCENT, Role.FEED_FORWARD);
    scene.bandsIn(seen).forEach(this::lens);
  }

  private void stream(int token, Colour colour, Colour addedColour) {
    double x = Unfolding.streamX(scene, view, token);
    if (x < -view.width() || x > 2 * view.width()) {
      return;
    }
    for (int band : scene.bandsIn(view.seen())) {
      Area area = view.toScreen(scene.band(band));
      Area below = view.toScreen(scene.band(band - 1));
      boolean layer = band >= 0 && band < scene.headBand();
      double bottom = below.y();
      double top = band == scene.headBand() ? area.y() : area.y() + area.height() * 0.25;
      int layers = Math.max(0, Math.min(band, scene.headBand()));
      double width = width(layers, token);
      if (band == DiagramScene.EMBEDDING_BAND) {
        bottom = view.toScreenY(scene.tokenArea(token).y());
      }
      double from = band == DiagramScene.EMBEDDING_BAND ? bottom : bottom + area.height() * 0.25;
      drawing.fill(pixels(x - width / 2, top, width, from - top), colour);
      if (layer) {
        added(band, token, x + width(band + 1, token) / 2, area, addedColour);
      }
    }
  }

  /** A green mark beside the stream, as high as what is added is large. */
  private void added(int layer, int token, double x, Area band, Colour colour) {
    double height = Math.max(1, band.height() * 0.5 * drawing.values.added(layer, token));
    double width = Math.max(2, Math.min(5, 4 * zoom));
    drawing.fill(pixels(x + 2, band.y() + 3, width, height), colour);
  }

  private double width(int layers, int token) {
    double widest = Math.min(WIDEST * zoom, MOST_OF_A_COLUMN * scene.pitch() * view.scale());
    return THINNEST + widest * drawing.values.stream(layers, token);
  }

  /** Edges on whole pixels are drawn much faster. */
  private static Area pixels(double x, double y, double width, double height) {
    double left = Math.round(x);
    double top = Math.round(y);
    return new Area(
        left,
        top,
        Math.max(1, Math.round(x + width) - left),
        Math.max(1, Math.round(y + height) - top));
  }

  private void arcs(int band) {
    if (band < 0 || band >= scene.headBand()) {
      return;
    }
    int query = drawing.look.token();
    Area area = view.toScreen(scene.band(band));
    Point to = new Point(Unfolding.streamX(scene, view, query), area.y() + area.height() * 0.2);
    Role role = BandDrawing.role(scene.type(band));
    for (int key = 0; key < query; key++) {
      double weight = drawing.values.attention(band, drawing.look.heads(), query, key);
      if (weight >= LEAST_WEIGHT) {
        double x = Unfolding.streamX(scene, view, key);
        Stroke stroke =
            new Stroke(role, 0.75 + 6 * weight * zoom, 0.35 + 0.65 * Math.sqrt(weight), Dash.SOLID);
        drawing.add(new Curve(new Point(x, area.bottom() - 2), to, stroke));
      }
    }
  }

  /** The word that would come if the model ended below a band. */
  private void lens(int band) {
    int token = drawing.look.token();
    double gap = view.scale() * scene.gap();
    if (band < 0 || band >= scene.headBand() || gap < 8) {
      return;
    }
    Prediction word = drawing.values.activations().lens(band + 1, token);
    if (word == null) {
      return;
    }
    double size = Drawing.size(gap * 0.75, 9, 12);
    Lettering letters = Drawing.token(size, sureness(word.probability()));
    String text = TokenLabels.cut(word.label().strip(), 12);
    double width = letters.widthOf(text) + 8;
    double y = view.toScreenY(scene.band(band).y()) - gap / 2;
    Area chip = new Area(view.toScreenX(scene.columnX(token)) - width / 2, y - gap / 2, width, gap);
    drawing.fill(chip, Role.BACKGROUND);
    drawing.frame(chip, Stroke.solid(Role.LINE, 1));
    drawing.text(chip.centerX(), chip.centerY(), text, letters, Anchor.MIDDLE);
  }

  private static Colour sureness(double probability) {
    return probability >= SURE
        ? Role.INK
        : probability >= HALF_SURE ? Role.MUTED : Colour.faded(Role.MUTED, 0.7);
  }
}
