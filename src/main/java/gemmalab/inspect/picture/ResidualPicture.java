package gemmalab.inspect.picture;

import gemmalab.inspect.ResidualStream;
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
import gemmalab.picture.Picture;
import gemmalab.picture.Typeface;
import gemmalab.text.Messages;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;

/**
 * How large the residual stream is before each layer, and how much each layer's two parts add to
 * it, as means over the tokens on a logarithmic scale.
 */
public final class ResidualPicture {

  private static final double LEFT = 56;
  private static final double RIGHT = 132;

  /** Room above and below the lines. */
  public static final double TOP = 16;

  public static final double BOTTOM = 44;

  private static final int[] STEPS = {1, 2, 5};

  private final double width;
  private final double height;
  private final int layers;
  private final double low;
  private final double high;
  private final List<DrawnShape> shapes = new ArrayList<>();

  private ResidualPicture(ResidualStream sizes, double width, double height) {
    this.width = width;
    this.height = height;
    layers = sizes.stream().length;
    double[] all =
        DoubleStream.concat(
                Arrays.stream(means(sizes.stream())),
                DoubleStream.concat(
                    Arrays.stream(means(sizes.attention())),
                    Arrays.stream(means(sizes.feedForward()))))
            .filter(value -> value > 0)
            .toArray();
    low = Arrays.stream(all).min().orElse(0.1) / 1.3;
    high = Arrays.stream(all).max().orElse(1) * 1.3;
  }

  /** Draws the three lines. */
  public static Picture of(ResidualStream sizes, double width, double height, Messages messages) {
    ResidualPicture picture = new ResidualPicture(sizes, width, height);
    picture.axes(messages.format("picture.residual.layer"));
    picture.line(
        means(sizes.stream()), messages.format("picture.residual.stream"), Role.INK, Dash.SOLID);
    picture.line(
        means(sizes.attention()),
        messages.format("picture.residual.attention"),
        Role.LOCAL,
        Dash.DASHED);
    picture.line(
        means(sizes.feedForward()),
        messages.format("picture.residual.feedForward"),
        Role.FULL,
        Dash.DOTTED);
    picture.spreadNames();
    double[] stream = means(sizes.stream());
    String sentence =
        messages.format("picture.residual", number(stream[0]), number(stream[stream.length - 1]));
    return new Picture(width, height, sentence, picture.shapes);
  }

  /** Mean over the tokens, layer by layer. */
  public static double[] means(float[][] sizes) {
    return Arrays.stream(sizes)
        .mapToDouble(
            tokens -> {
              double sum = 0;
              for (float size : tokens) {
                sum += size;
              }
              return sum / tokens.length;
            })
        .toArray();
  }

  /** The layer, from 0, that is nearest to an x of a picture so wide. */
  public static int layerAt(double x, double width, int layers) {
    double place = (x - LEFT) / (width - LEFT - RIGHT) * Math.max(1, layers - 1);
    return (int) Math.max(0, Math.min(layers - 1, Math.round(place)));
  }

  private void axes(String layerName) {
    for (double power = 1e-4; power < 1e5; power *= 10) {
      for (int step : STEPS) {
        double value = power * step;
        if (value >= low && value <= high) {
          shapes.add(
              Lines.between(LEFT, y(value), width - RIGHT, y(value), Stroke.solid(Role.LINE, 1)));
          shapes.add(Label.of(LEFT - 8, y(value), tick(value), LetteringStyles.NOTE, Anchor.END));
        }
      }
    }
    for (int layer = 0; layer < layers; layer++) {
      shapes.add(
          Label.of(
              x(layer),
              height - BOTTOM + 14,
              String.valueOf(layer + 1),
              LetteringStyles.NOTE,
              Anchor.MIDDLE));
    }
    double middle = (LEFT + width - RIGHT) / 2;
    shapes.add(Label.of(middle, height - 12, layerName, LetteringStyles.NOTE, Anchor.MIDDLE));
  }

  private void line(double[] sizes, String name, Colour colour, Dash dash) {
    List<Point> points = new ArrayList<>();
    for (int layer = 0; layer < layers; layer++) {
      if (sizes[layer] > 0) {
        points.add(new Point(x(layer), y(sizes[layer])));
      }
    }
    if (points.isEmpty()) {
      return;
    }
    shapes.add(new Lines(points, new Stroke(colour, 2, 1, dash)));
    for (Point point : points) {
      shapes.add(Rectangle.filled(point.x() - 3, point.y() - 3, 6, 6, colour));
    }
    Point last = points.get(points.size() - 1);
    Lettering letters = new Lettering(Typeface.HEADING, 12, colour);
    shapes.add(Label.of(last.x() + 10, last.y(), name, letters, Anchor.START));
  }

  /** Names at the lines' ends must not lie on each other. */
  private void spreadNames() {
    List<Label> names =
        shapes.stream()
            .filter(Label.class::isInstance)
            .map(Label.class::cast)
            .filter(label -> label.lettering().typeface() == Typeface.HEADING)
            .sorted(java.util.Comparator.comparingDouble(Label::y))
            .toList();
    shapes.removeAll(names);
    double least = 0;
    for (Label name : names) {
      double y = Math.max(name.y(), least);
      least = y + 18;
      shapes.add(Label.of(name.x(), y, name.text(), name.lettering(), name.anchor()));
    }
  }

  /** Where a layer's points lie in a picture so wide. */
  public static double x(int layer, double width, int layers) {
    return LEFT + (width - LEFT - RIGHT) * layer / Math.max(1, layers - 1);
  }

  private double x(int layer) {
    return x(layer, width, layers);
  }

  private double y(double value) {
    double share = Math.log(value / low) / Math.log(high / low);
    return height - BOTTOM - share * (height - BOTTOM - TOP);
  }

  private static String tick(double value) {
    return value < 1
        ? String.valueOf(Math.round(value * 1e4) / 1e4)
        : String.format(Locale.ENGLISH, "%,.0f", value);
  }

  /** Three digits. */
  public static String number(double value) {
    return String.format(Locale.ENGLISH, value < 10 ? "%.2f" : "%.1f", value);
  }
}
