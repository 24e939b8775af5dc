package gemmalab.ui.common;

import gemmalab.picture.DrawnShape.Raster;
import java.util.Map;
import java.util.WeakHashMap;
import javafx.scene.image.Image;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;

/**
 * The images of rasters that are drawn again and again: as long as the same array of pixels is in
 * use, its image is. Arrays are told apart by identity, so they must not change.
 */
final class RasterImages {

  private final Map<int[], Image> images = new WeakHashMap<>();

  /** The image of a raster, made when it is seen for the first time. */
  Image of(Raster raster) {
    return images.computeIfAbsent(raster.argb(), absent -> made(raster));
  }

  static Image made(Raster raster) {
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
}
