package gemmalab.ui.common;

import gemmalab.picture.Colour;
import gemmalab.picture.Palette;
import gemmalab.picture.Picture;
import gemmalab.picture.Shape;
import gemmalab.picture.Shape.Curve;
import gemmalab.picture.Shape.Label;
import gemmalab.picture.Shape.Lettering;
import gemmalab.picture.Shape.Lines;
import gemmalab.picture.Shape.Point;
import gemmalab.picture.Shape.Raster;
import gemmalab.picture.Shape.Rectangle;
import gemmalab.picture.Shape.Stroke;
import gemmalab.picture.Shape.Typeface;
import javafx.geometry.VPos;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import javafx.scene.paint.Color;
import javafx.scene.shape.StrokeLineCap;
import javafx.scene.text.Font;
import javafx.scene.text.TextAlignment;

/** Draws a picture in the window; it is as large as its picture. */
public final class PictureCanvas extends Canvas {

  private static final int FIRST_WIDE_CHARACTER = 0x2e80;

  private final GraphicsContext graphics = getGraphicsContext2D();
  private Palette palette = Palette.LIGHT;

  /** Draws another picture. */
  public void show(Picture picture, Palette colours) {
    palette = colours;
    setWidth(picture.width());
    setHeight(picture.height());
    graphics.clearRect(0, 0, getWidth(), getHeight());
    graphics.setImageSmoothing(false);
    graphics.setTextBaseline(VPos.CENTER);
    graphics.setLineCap(StrokeLineCap.BUTT);
    picture.shapes().forEach(this::draw);
  }

  private void draw(Shape shape) {
    if (shape instanceof Rectangle box) {
      rectangle(box);
    } else if (shape instanceof Lines lines) {
      stroke(lines.stroke());
      double[] xs = lines.points().stream().mapToDouble(Point::x).toArray();
      double[] ys = lines.points().stream().mapToDouble(Point::y).toArray();
      graphics.strokePolyline(xs, ys, xs.length);
    } else if (shape instanceof Curve curve) {
      curve(curve);
    } else if (shape instanceof Label label) {
      label(label);
    } else if (shape instanceof Raster raster) {
      graphics.drawImage(image(raster), raster.x(), raster.y(), raster.width(), raster.height());
    }
  }

  private void rectangle(Rectangle box) {
    Colour fill = box.fill();
    if (fill != null) {
      graphics.setFill(colour(fill, 1));
      graphics.fillRect(box.x(), box.y(), box.width(), box.height());
    }
    Stroke frame = box.frame();
    if (frame != null) {
      stroke(frame);
      graphics.strokeRect(box.x(), box.y(), box.width(), box.height());
    }
  }

  private void curve(Curve curve) {
    stroke(curve.stroke());
    graphics.beginPath();
    graphics.moveTo(curve.from().x(), curve.from().y());
    graphics.bezierCurveTo(
        curve.from().x(),
        curve.middle(),
        curve.to().x(),
        curve.middle(),
        curve.to().x(),
        curve.to().y());
    graphics.stroke();
  }

  private void label(Label label) {
    graphics.setFont(font(label.lettering(), label.text()));
    graphics.setFill(colour(label.lettering().colour(), 1));
    graphics.setTextAlign(
        switch (label.anchor()) {
          case START -> TextAlignment.LEFT;
          case MIDDLE -> TextAlignment.CENTER;
          case END -> TextAlignment.RIGHT;
        });
    if (label.degrees() == 0) {
      graphics.fillText(label.text(), label.x(), label.y());
      return;
    }
    graphics.save();
    graphics.translate(label.x(), label.y());
    graphics.rotate(label.degrees());
    graphics.fillText(label.text(), 0, 0);
    graphics.restore();
  }

  private static WritableImage image(Raster raster) {
    WritableImage image = new WritableImage(raster.columns(), raster.rows());
    image
        .getPixelWriter()
        .setPixels(
            0,
            0,
            raster.columns(),
            raster.rows(),
            PixelFormat.getIntArgbInstance(),
            raster.argb(),
            0,
            raster.columns());
    return image;
  }

  private void stroke(Stroke stroke) {
    graphics.setStroke(colour(stroke.colour(), stroke.opacity()));
    graphics.setLineWidth(stroke.width());
    graphics.setLineDashes(stroke.dash().lengths());
  }

  /** The monospaced face has no Japanese glyphs and hands over. */
  private static Font font(Lettering lettering, String text) {
    boolean wide = text.codePoints().anyMatch(point -> point >= FIRST_WIDE_CHARACTER);
    Typeface face = wide ? Typeface.TEXT : lettering.typeface();
    String family =
        switch (face) {
          case TEXT -> Fonts.SANS;
          case HEADING -> Fonts.SANS + " SemiBold";
          case TOKEN -> Fonts.MONO;
        };
    return Font.font(family, lettering.size());
  }

  private Color colour(Colour colour, double opacity) {
    int argb = palette.argb(colour);
    return Color.rgb(
        (argb >> 16) & 0xff, (argb >> 8) & 0xff, argb & 0xff, (argb >>> 24) / 255.0 * opacity);
  }
}
