package gemmalab.picture;

import gemmalab.picture.Shape.Curve;
import gemmalab.picture.Shape.Label;
import gemmalab.picture.Shape.Lines;
import gemmalab.picture.Shape.Raster;
import gemmalab.picture.Shape.Rectangle;
import gemmalab.picture.Shape.Stroke;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.geom.CubicCurve2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;

/** Writes a picture as PNG, two pixels for one, on machines without a screen too. */
public final class PngWriter {

  /** Pixels for a unit of the picture. */
  public static final int SCALE = 2;

  /** A very long text gets fewer, so that the image fits into memory. */
  private static final double MOST_PIXELS = 40e6;

  private final Graphics2D graphics;
  private final Palette palette;

  private PngWriter(Graphics2D graphics, Palette palette) {
    this.graphics = graphics;
    this.palette = palette;
  }

  /** The bytes of the file. */
  public static byte[] bytes(Picture picture, Palette palette) {
    double scale = Math.min(SCALE, Math.sqrt(MOST_PIXELS / (picture.width() * picture.height())));
    int width = (int) Math.ceil(picture.width() * scale);
    int height = (int) Math.ceil(picture.height() * scale);
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    try {
      graphics.setColor(new Color(palette.argb(Colour.Role.BACKGROUND)));
      graphics.fillRect(0, 0, width, height);
      graphics.scale(scale, scale);
      hint(graphics);
      PngWriter writer = new PngWriter(graphics, palette);
      picture.shapes().forEach(writer::draw);
    } finally {
      graphics.dispose();
    }
    return Pixels.png(image);
  }

  private static void hint(Graphics2D graphics) {
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    graphics.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    graphics.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_NEAREST_NEIGHBOR);
    graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
  }

  private void draw(Shape shape) {
    if (shape instanceof Rectangle box) {
      rectangle(box);
    } else if (shape instanceof Lines lines) {
      lines(lines);
    } else if (shape instanceof Curve curve) {
      double middle = curve.middle();
      stroke(
          new CubicCurve2D.Double(
              curve.from().x(),
              curve.from().y(),
              curve.from().x(),
              middle,
              curve.to().x(),
              middle,
              curve.to().x(),
              curve.to().y()),
          curve.stroke());
    } else if (shape instanceof Label label) {
      label(label);
    } else if (shape instanceof Raster raster) {
      raster(raster);
    }
  }

  private void rectangle(Rectangle box) {
    Rectangle2D place = new Rectangle2D.Double(box.x(), box.y(), box.width(), box.height());
    Colour fill = box.fill();
    if (fill != null) {
      graphics.setColor(colour(fill, 1));
      graphics.fill(place);
    }
    Stroke frame = box.frame();
    if (frame != null) {
      stroke(place, frame);
    }
  }

  private void lines(Lines lines) {
    Path2D path = new Path2D.Double();
    for (Shape.Point point : lines.points()) {
      if (path.getCurrentPoint() == null) {
        path.moveTo(point.x(), point.y());
      } else {
        path.lineTo(point.x(), point.y());
      }
    }
    stroke(path, lines.stroke());
  }

  private void stroke(java.awt.Shape shape, Stroke stroke) {
    double[] lengths = stroke.dash().lengths();
    float[] dashes = new float[lengths.length];
    for (int i = 0; i < dashes.length; i++) {
      dashes[i] = (float) lengths[i];
    }
    graphics.setStroke(
        new BasicStroke(
            (float) stroke.width(),
            BasicStroke.CAP_BUTT,
            BasicStroke.JOIN_ROUND,
            1,
            dashes.length == 0 ? null : dashes,
            0));
    graphics.setColor(colour(stroke.colour(), stroke.opacity()));
    graphics.draw(shape);
  }

  private void label(Label label) {
    Font font = BundledFonts.of(label.lettering(), label.text());
    graphics.setFont(font);
    graphics.setColor(colour(label.lettering().colour(), 1));
    double width = font.getStringBounds(label.text(), graphics.getFontRenderContext()).getWidth();
    double left =
        switch (label.anchor()) {
          case START -> 0;
          case MIDDLE -> -width / 2;
          case END -> -width;
        };
    AffineTransform before = graphics.getTransform();
    graphics.translate(label.x(), label.y());
    graphics.rotate(Math.toRadians(label.degrees()));
    graphics.drawString(label.text(), (float) left, (float) (label.lettering().size() * 0.36));
    graphics.setTransform(before);
  }

  private void raster(Raster raster) {
    AffineTransform place = AffineTransform.getTranslateInstance(raster.x(), raster.y());
    place.scale(raster.width() / raster.columns(), raster.height() / raster.rows());
    graphics.drawImage(Pixels.image(raster), place, null);
  }

  private Color colour(Colour colour, double opacity) {
    int argb = palette.argb(colour);
    int alpha = (int) Math.round((argb >>> 24) * opacity);
    return new Color((argb & 0xffffff) | (alpha << 24), true);
  }
}
