package gemmalab.picture;

import gemmalab.picture.DrawnShape.Curve;
import gemmalab.picture.DrawnShape.Label;
import gemmalab.picture.DrawnShape.Lines;
import gemmalab.picture.DrawnShape.Point;
import gemmalab.picture.DrawnShape.Raster;
import gemmalab.picture.DrawnShape.Rectangle;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.geom.CubicCurve2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;

/** Draws with Java2D, which needs no display. */
final class ImageSurface implements Surface {

  private final Graphics2D graphics;

  ImageSurface(Graphics2D graphics) {
    this.graphics = graphics;
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    graphics.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    graphics.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_NEAREST_NEIGHBOR);
    graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
  }

  static Color colour(int argb) {
    return new Color(argb, true);
  }

  @Override
  public void fill(Rectangle box, int argb) {
    graphics.setColor(colour(argb));
    graphics.fill(outline(box));
  }

  @Override
  public void stroke(Rectangle box, Pen pen) {
    stroke(outline(box), pen);
  }

  @Override
  public void stroke(Lines lines, Pen pen) {
    Path2D path = new Path2D.Double();
    Point start = lines.points().get(0);
    path.moveTo(start.x(), start.y());
    lines.points().stream().skip(1).forEach(point -> path.lineTo(point.x(), point.y()));
    stroke(path, pen);
  }

  @Override
  public void stroke(Curve curve, Pen pen) {
    stroke(
        new CubicCurve2D.Double(
            curve.from().x(),
            curve.from().y(),
            curve.leaving().x(),
            curve.leaving().y(),
            curve.arriving().x(),
            curve.arriving().y(),
            curve.to().x(),
            curve.to().y()),
        pen);
  }

  private void stroke(java.awt.Shape outline, Pen pen) {
    double[] lengths = pen.dash().lengths();
    float[] dashes = new float[lengths.length];
    for (int i = 0; i < dashes.length; i++) {
      dashes[i] = (float) lengths[i];
    }
    graphics.setStroke(
        new BasicStroke(
            (float) pen.width(),
            BasicStroke.CAP_BUTT,
            BasicStroke.JOIN_ROUND,
            1,
            dashes.length == 0 ? null : dashes,
            0));
    graphics.setColor(colour(pen.argb()));
    graphics.draw(outline);
  }

  @Override
  public void write(Label label, int argb) {
    Font font = BundledFonts.of(label);
    graphics.setFont(font);
    graphics.setColor(colour(argb));
    double width = font.getStringBounds(label.text(), graphics.getFontRenderContext()).getWidth();
    AffineTransform before = graphics.getTransform();
    graphics.translate(label.x(), label.y());
    graphics.rotate(Math.toRadians(label.degrees()));
    graphics.drawString(
        label.text(), (float) (-width * label.anchor().share()), (float) label.baseline());
    graphics.setTransform(before);
  }

  @Override
  public void place(Raster raster) {
    AffineTransform place = AffineTransform.getTranslateInstance(raster.x(), raster.y());
    place.scale(raster.width() / raster.columns(), raster.height() / raster.rows());
    graphics.drawImage(Pixels.image(raster), place, null);
  }

  private static Rectangle2D outline(Rectangle box) {
    return new Rectangle2D.Double(box.x(), box.y(), box.width(), box.height());
  }
}
