package gemmalab.ui.common;

import gemmalab.picture.Palette;
import gemmalab.picture.Picture;
import javafx.scene.canvas.Canvas;

/** Draws a picture in the window; it is as large as its picture. */
public final class PictureCanvas extends Canvas {

  private final CanvasSurface surface;

  public PictureCanvas() {
    surface = new CanvasSurface(getGraphicsContext2D());
  }

  private PictureCanvas(RasterImages images) {
    surface = new CanvasSurface(getGraphicsContext2D(), images::of);
  }

  /** A canvas for pictures that show the same rasters again and again, frame by frame. */
  public static PictureCanvas keepingImages() {
    return new PictureCanvas(new RasterImages());
  }

  /** Draws another picture. */
  public void show(Picture picture, Palette palette) {
    setWidth(picture.width());
    setHeight(picture.height());
    getGraphicsContext2D().clearRect(0, 0, getWidth(), getHeight());
    picture.drawOn(surface, palette);
  }
}
