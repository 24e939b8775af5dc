package gemmalab.ui.common;

import gemmalab.picture.DrawnShape.Curve;
import gemmalab.picture.DrawnShape.Label;
import gemmalab.picture.DrawnShape.Lines;
import gemmalab.picture.DrawnShape.Point;
import gemmalab.picture.DrawnShape.Raster;
import gemmalab.picture.DrawnShape.Rectangle;
import gemmalab.picture.Surface;
import java.util.function.Function;
import javafx.geometry.VPos;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.image.Image;
import javafx.scene.shape.StrokeLineCap;
import javafx.scene.shape.StrokeLineJoin;
import javafx.scene.text.TextAlignment;

/** Draws on a canvas of the window. */
final class CanvasSurface implements Surface {

  private final GraphicsContext graphics;
  private final Function<Raster, Image> images;

  CanvasSurface(GraphicsContext graphics) {
    this(graphics, RasterImages::made);
  }

  /** Draws rasters as the images that a function makes or has made of them. */
  CanvasSurface(GraphicsContext graphics, Function<Raster, Image> images) {
    this.graphics = graphics;
    this.images = images;
    graphics.setImageSmoothing(false);
    graphics.setTextBaseline(VPos.BASELINE);
    graphics.setLineCap(StrokeLineCap.BUTT);
    graphics.setLineJoin(StrokeLineJoin.ROUND);
  }

  @Override
  public void fill(Rectangle box, int argb) {
    graphics.setFill(Theme.paint(argb));
    graphics.fillRect(box.x(), box.y(), box.width(), box.height());
  }

  @Override
  public void stroke(Rectangle box, Pen pen) {
    take(pen);
    graphics.strokeRect(box.x(), box.y(), box.width(), box.height());
  }

  @Override
  public void stroke(Lines lines, Pen pen) {
    take(pen);
    double[] xs = lines.points().stream().mapToDouble(Point::x).toArray();
    double[] ys = lines.points().stream().mapToDouble(Point::y).toArray();
    graphics.strokePolyline(xs, ys, xs.length);
  }

  @Override
  public void stroke(Curve curve, Pen pen) {
    take(pen);
    graphics.beginPath();
    graphics.moveTo(curve.from().x(), curve.from().y());
    graphics.bezierCurveTo(
        curve.leaving().x(),
        curve.leaving().y(),
        curve.arriving().x(),
        curve.arriving().y(),
        curve.to().x(),
        curve.to().y());
    graphics.stroke();
  }

  private void take(Pen pen) {
    graphics.setStroke(Theme.paint(pen.argb()));
    graphics.setLineWidth(pen.width());
    graphics.setLineDashes(pen.dash().lengths());
  }

  @Override
  public void write(Label label, int argb) {
    graphics.setFont(Fonts.of(label.face(), label.lettering().size()));
    graphics.setFill(Theme.paint(argb));
    graphics.setTextAlign(
        switch (label.anchor()) {
          case START -> TextAlignment.LEFT;
          case MIDDLE -> TextAlignment.CENTER;
          case END -> TextAlignment.RIGHT;
        });
    if (label.degrees() == 0) { // nearly all: no state to save
      graphics.fillText(label.text(), label.x(), label.y() + label.baseline());
      return;
    }
    graphics.save();
    graphics.translate(label.x(), label.y());
    graphics.rotate(label.degrees());
    graphics.fillText(label.text(), 0, label.baseline());
    graphics.restore();
  }

  @Override
  public void place(Raster raster) {
    Image image = images.apply(raster);
    graphics.drawImage(image, raster.x(), raster.y(), raster.width(), raster.height());
  }
}
