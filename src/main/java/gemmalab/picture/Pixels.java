package gemmalab.picture;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.ImageIO;

/** Images of the JDK's desktop library, and their bytes as PNG. */
final class Pixels {

  private Pixels() {}

  static BufferedImage image(DrawnShape.Raster raster) {
    BufferedImage image =
        new BufferedImage(raster.columns(), raster.rows(), BufferedImage.TYPE_INT_ARGB);
    image.setRGB(0, 0, raster.columns(), raster.rows(), raster.argb(), 0, raster.columns());
    return image;
  }

  static byte[] png(BufferedImage image) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      ImageIO.write(image, "png", bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e); // memory does not fail
    }
    return bytes.toByteArray();
  }
}
