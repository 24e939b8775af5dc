package gemmalab.picture;

import gemmalab.picture.DrawnShape.Curve;
import gemmalab.picture.DrawnShape.Label;
import gemmalab.picture.DrawnShape.Lines;
import gemmalab.picture.DrawnShape.Point;
import gemmalab.picture.DrawnShape.Raster;
import gemmalab.picture.DrawnShape.Rectangle;
import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;
import java.util.stream.Collectors;

/** Draws by writing an SVG element for each shape. */
final class SvgSurface implements Surface {

  private final StringBuilder elements = new StringBuilder();

  /** All that was drawn. */
  String elements() {
    return elements.toString();
  }

  @Override
  public void fill(Rectangle box, int argb) {
    rectangle(box, paint("fill", argb));
  }

  @Override
  public void stroke(Rectangle box, Pen pen) {
    rectangle(box, outline(pen));
  }

  private void rectangle(Rectangle box, String look) {
    add("<rect %s %s/>", place(box.x(), box.y(), box.width(), box.height()), look);
  }

  @Override
  public void stroke(Lines lines, Pen pen) {
    String points = lines.points().stream().map(SvgSurface::pair).collect(Collectors.joining(" "));
    add("<polyline points=\"%s\" %s/>", points, outline(pen));
  }

  @Override
  public void stroke(Curve curve, Pen pen) {
    add(
        "<path d=\"M%s C%s %s %s\" %s/>",
        pair(curve.from()),
        pair(curve.leaving()),
        pair(curve.arriving()),
        pair(curve.to()),
        outline(pen));
  }

  /** The reader's program measures the text: it may not have the fonts. */
  @Override
  public void write(Label label, int argb) {
    Typeface face = label.face();
    add(
        "<text x=\"%s\" y=\"%s\" font-family=\"%s\" font-weight=\"%d\" font-size=\"%s\""
            + " text-anchor=\"%s\" xml:space=\"preserve\" %s%s>%s</text>",
        label.x(),
        label.y() + label.baseline(),
        face.family() + (face == Typeface.TOKEN ? ", monospace" : ", sans-serif"),
        face.weight(),
        label.lettering().size(),
        label.anchor().name().toLowerCase(Locale.ROOT),
        paint("fill", argb),
        rotation(label),
        escaped(label.text()));
  }

  private static String rotation(Label label) {
    return label.degrees() == 0
        ? ""
        : String.format(
            Locale.ROOT, " transform=\"rotate(%s %s %s)\"", label.degrees(), label.x(), label.y());
  }

  @Override
  public void place(Raster raster) {
    add(
        "<image %s preserveAspectRatio=\"none\" style=\"image-rendering: pixelated\""
            + " href=\"data:image/png;base64,%s\"/>",
        place(raster.x(), raster.y(), raster.width(), raster.height()),
        Base64.getEncoder().encodeToString(Pixels.png(Pixels.image(raster))));
  }

  private static String place(double x, double y, double width, double height) {
    return String.format(
        Locale.ROOT, "x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\"", x, y, width, height);
  }

  private static String pair(Point point) {
    return point.x() + "," + point.y();
  }

  private static String outline(Pen pen) {
    String dashes =
        Arrays.stream(pen.dash().lengths())
            .mapToObj(String::valueOf)
            .collect(Collectors.joining(" "));
    return String.format(
        Locale.ROOT,
        "fill=\"none\" stroke-width=\"%s\" %s%s",
        pen.width(),
        paint("stroke", pen.argb()),
        dashes.isEmpty() ? "" : " stroke-dasharray=\"" + dashes + "\"");
  }

  /** A colour as SVG has it: apart from its opacity. */
  private static String paint(String property, int argb) {
    String colour = String.format(Locale.ROOT, "%s=\"#%06x\"", property, argb & 0xffffff);
    int alpha = argb >>> 24;
    return alpha == 0xff
        ? colour
        : colour + String.format(Locale.ROOT, " %s-opacity=\"%.3f\"", property, alpha / 255.0);
  }

  private void add(String pattern, Object... arguments) {
    elements.append(String.format(Locale.ROOT, pattern, arguments)).append('\n');
  }

  /** XML knows no control characters, which tokens may hold. */
  static String escaped(String text) {
    return text.replaceAll("\\p{Cntrl}", "\ufffd")
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
