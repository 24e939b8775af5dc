package gemmalab.inspect.picture;

import gemmalab.picture.Cividis;
import gemmalab.picture.Colour.Role;
import gemmalab.picture.DrawnShape;
import gemmalab.picture.DrawnShape.Anchor;
import gemmalab.picture.DrawnShape.Label;
import gemmalab.picture.DrawnShape.Lettering;
import gemmalab.picture.DrawnShape.Lines;
import gemmalab.picture.DrawnShape.Point;
import gemmalab.picture.DrawnShape.Raster;
import gemmalab.picture.DrawnShape.Rectangle;
import gemmalab.picture.DrawnShape.Stroke;
import gemmalab.picture.Picture;
import gemmalab.text.Messages;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.IntUnaryOperator;

/**
 * One head's map with the tokens at its sides. Row i is what token i looks at. A line marks where
 * the future begins, a dotted one where the window ends.
 */
public final class MapPicture {

  private static final double SMALLEST_LABELLED_CELL = 10;
  private static final int BAR_STEPS = 64;
  private static final double BAR_WIDTH = 128;

  private final MapShades shades;
  private final MapFrame frame;
  private final Messages messages;
  private final List<DrawnShape> shapes = new ArrayList<>();

  private MapPicture(MapShades shades, MapFrame frame, Messages messages) {
    this.shades = shades;
    this.frame = frame;
    this.messages = messages;
  }

  /** Draws the part of a map that a frame shows. */
  public static Picture of(MapShades shades, MapFrame frame, Messages messages) {
    MapPicture picture = new MapPicture(shades, frame, messages);
    double bottom = MapFrame.LABELS + frame.extent();
    picture.cells();
    picture.borders();
    picture.labels();
    picture.bar(bottom + 20);
    return new Picture(
        Math.max(MapFrame.LABELS + frame.extent(), MapFrame.LABELS + 2.2 * BAR_WIDTH) + 8,
        bottom + MapFrame.FOOT,
        picture.sentence(),
        picture.shapes);
  }

  private String sentence() {
    HeadMap map = shades.map();
    return messages.format(
        map.weights() ? "picture.map" : "picture.map.scores",
        map.head().layer() + 1,
        map.head().head() + 1,
        map.size());
  }

  private void cells() {
    int count = frame.count();
    shapes.add(
        new Raster(
            MapFrame.LABELS,
            MapFrame.LABELS,
            frame.extent(),
            frame.extent(),
            count,
            shades.pixels(frame.firstRow(), frame.firstColumn(), count, count)));
    shapes.add(
        Rectangle.framed(
            MapFrame.LABELS,
            MapFrame.LABELS,
            frame.extent(),
            frame.extent(),
            Stroke.solid(Role.LINE, 1)));
  }

  private void borders() {
    if (!shades.map().weights()) { // there are values on both sides of the line
      border(row -> row + 1, Stroke.solid(Role.BACKGROUND, 4));
    }
    border(row -> row + 1, Stroke.solid(Role.MUTED, 1.5));
    if (shades.map().window() < shades.map().size()) {
      int window = shades.map().window();
      border(row -> row - window + 1, new Stroke(Role.LOCAL, 1.5, 1, DrawnShape.Dash.DOTTED));
    }
  }

  /** A staircase along the rows, where the columns of one kind end. */
  private void border(IntUnaryOperator column, Stroke stroke) {
    List<Point> points = new ArrayList<>();
    int last = frame.firstColumn() + frame.count();
    for (int row = frame.firstRow(); row < frame.firstRow() + frame.count(); row++) {
      int edge = column.applyAsInt(row);
      if (edge > frame.firstColumn() && edge < last) {
        points.add(new Point(frame.x(edge), frame.y(row)));
        points.add(new Point(frame.x(edge), frame.y(row + 1)));
      }
    }
    if (!points.isEmpty()) {
      shapes.add(new Lines(points, stroke));
    }
  }

  /** Each token, or every fifth, tenth and so on where there is no room. */
  private void labels() {
    int step = step(frame.cell());
    Lettering letters =
        LetteringStyles.token(Math.min(13, Math.max(9, frame.cell() * 0.75 * step)), Role.INK);
    List<String> tokens = shades.map().tokens();
    for (int i = 0; i < frame.count(); i++) {
      row(frame.firstRow() + i, tokens, step, letters);
      column(frame.firstColumn() + i, tokens, step, letters);
    }
  }

  private void row(int token, List<String> tokens, int step, Lettering letters) {
    if (token % step == 0) {
      double middle = frame.y(token) + frame.cell() / 2;
      String text = TokenLabels.cut(tokens.get(token));
      shapes.add(Label.of(MapFrame.LABELS - 6, middle, text, letters, Anchor.END));
    }
  }

  private void column(int token, List<String> tokens, int step, Lettering letters) {
    if (token % step == 0) {
      double middle = frame.x(token) + frame.cell() / 2;
      String text = TokenLabels.cut(tokens.get(token));
      shapes.add(new Label(middle, MapFrame.LABELS - 6, text, letters, Anchor.START, -90));
    }
  }

  /** Every how many tokens there is room for a label. */
  static int step(double cell) {
    int step = 1;
    for (int i = 0; step * cell < SMALLEST_LABELLED_CELL; i++) {
      step *= i % 2 == 0 ? 5 : 2;
    }
    return step;
  }

  /** The colours with the values at their ends. */
  private void bar(double y) {
    int[] steps = new int[BAR_STEPS];
    for (int i = 0; i < BAR_STEPS; i++) {
      steps[i] = Cividis.argb((double) i / (BAR_STEPS - 1));
    }
    double left = MapFrame.LABELS + LetteringStyles.NOTE.widthOf(low()) + 8;
    shapes.add(Label.of(MapFrame.LABELS, y, low(), LetteringStyles.NOTE, Anchor.START));
    shapes.add(new Raster(left, y - 5, BAR_WIDTH, 10, BAR_STEPS, steps));
    shapes.add(Label.of(left + BAR_WIDTH + 8, y, high(), LetteringStyles.NOTE, Anchor.START));
  }

  private String low() {
    return switch (shades.scale()) {
      case LOG -> "≤ 0.1 %";
      case ROW -> messages.format("picture.map.least");
      case LINEAR -> shades.map().weights() ? "0 %" : score(shades.low(0));
    };
  }

  private String high() {
    return switch (shades.scale()) {
      case LOG -> "100 %";
      case ROW -> messages.format("picture.map.most");
      case LINEAR -> shades.map().weights() ? "100 %" : score(shades.high(0));
    };
  }

  private static String score(double value) {
    return String.format(Locale.ENGLISH, "%.1f", value);
  }
}
