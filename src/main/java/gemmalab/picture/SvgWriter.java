package gemmalab.picture;

import gemmalab.picture.Shape.Curve;
import gemmalab.picture.Shape.Label;
import gemmalab.picture.Shape.Lines;
import gemmalab.picture.Shape.Raster;
import gemmalab.picture.Shape.Rectangle;
import gemmalab.picture.Shape.Stroke;
import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Writes a picture as SVG; its sentence is title and description. */
public final class SvgWriter {

  private final Palette palette;
  private final StringBuilder out = new StringBuilder();

  private SvgWriter(Palette palette) {
    this.palette = palette;
  }

  /** The whole document. */
  public static String text(Picture picture, Palette palette) {
    SvgWriter writer = new SvgWriter(palette);
    writer.document(picture);
    return writer.out.toString();
  }

  private void document(Picture picture) {
    String sentence = escaped(picture.sentence());
    add(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" width=\"%s\" height=\"%s\""
            + " viewBox=\"0 0 %s %s\">%n",
        picture.width(), picture.height(), picture.width(), picture.height());
    add("<title>%s</title>%n<desc>%s</desc>%n", sentence, sentence);
    write(Rectangle.filled(0, 0, picture.width(), picture.height(), Colour.Role.BACKGROUND));
    picture.shapes().forEach(this::write);
    add("</svg>%n");
  }

  private void write(Shape shape) {
    if (shape instanceof Rectangle box) {
      rectangle(box);
    } else if (shape instanceof Lines lines) {
      String points =
          lines.points().stream().map(p -> p.x() + "," + p.y()).collect(Collectors.joining(" "));
      add("<polyline points=\"%s\" fill=\"none\"%s/>%n", points, stroke(lines.stroke()));
    } else if (shape instanceof Curve curve) {
      add(
          "<path d=\"M%s %s C%s %s %s %s %s %s\" fill=\"none\"%s/>%n",
          curve.from().x(),
          curve.from().y(),
          curve.from().x(),
          curve.middle(),
          curve.to().x(),
          curve.middle(),
          curve.to().x(),
          curve.to().y(),
          stroke(curve.stroke()));
    } else if (shape instanceof Label label) {
      label(label);
    } else if (shape instanceof Raster raster) {
      raster(raster);
    }
  }

  private void rectangle(Rectangle box) {
    Colour fill = box.fill();
    add(
        "<rect x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\" fill=\"%s\"%s/>%n",
        box.x(),
        box.y(),
        box.width(),
        box.height(),
        fill == null ? "none" : hex(fill),
        stroke(box.frame()));
  }

  private void label(Label label) {
    add(
        "<text x=\"%s\" y=\"%s\" font-family=\"%s\" font-weight=\"%s\" font-size=\"%s\""
            + " fill=\"%s\" text-anchor=\"%s\" dominant-baseline=\"central\""
            + " xml:space=\"preserve\"%s>%s</text>%n",
        label.x(),
        label.y(),
        family(label.lettering().typeface()),
        label.lettering().typeface() == Shape.Typeface.HEADING ? 600 : 400,
        label.lettering().size(),
        hex(label.lettering().colour()),
        label.anchor().name().toLowerCase(Locale.ROOT),
        label.degrees() == 0
            ? ""
            : format(" transform=\"rotate(%s %s %s)\"", label.degrees(), label.x(), label.y()),
        escaped(label.text()));
  }

  private void raster(Raster raster) {
    add(
        "<image x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\" preserveAspectRatio=\"none\""
            + " style=\"image-rendering: pixelated\" href=\"data:image/png;base64,%s\"/>%n",
        raster.x(),
        raster.y(),
        raster.width(),
        raster.height(),
        Base64.getEncoder().encodeToString(Pixels.png(Pixels.image(raster))));
  }

  private String stroke(@Nullable Stroke stroke) {
    if (stroke == null) {
      return "";
    }
    String dashes =
        Arrays.stream(stroke.dash().lengths())
            .mapToObj(String::valueOf)
            .collect(Collectors.joining(" "));
    return format(
        " stroke=\"%s\" stroke-width=\"%s\" stroke-opacity=\"%s\"%s",
        hex(stroke.colour()),
        stroke.width(),
        stroke.opacity(),
        dashes.isEmpty() ? "" : " stroke-dasharray=\"" + dashes + "\"");
  }

  private String hex(Colour colour) {
    return format("#%06x", palette.argb(colour) & 0xffffff);
  }

  private void add(String pattern, Object... arguments) {
    out.append(format(pattern, arguments));
  }

  private static String format(String pattern, Object... arguments) {
    return String.format(Locale.ROOT, pattern, arguments);
  }

  private static String family(Shape.Typeface typeface) {
    return typeface == Shape.Typeface.TOKEN
        ? "IBM Plex Mono, monospace"
        : "IBM Plex Sans JP, sans-serif";
  }

  /** XML knows no control characters, which tokens may hold. */
  private static String escaped(String text) {
    return text.replaceAll("\\p{Cntrl}", "\ufffd")
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
