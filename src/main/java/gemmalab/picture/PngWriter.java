package gemmalab.picture;

import java.awt.Graphics2D;
import java.awt.image.BufferedImage;

/** Writes a picture as PNG, two pixels for one, on machines without a screen too. */
public final class PngWriter {

  /** Pixels for a unit of the picture. */
  public static final int SCALE = 2;

  /** A very long text gets fewer, so that the image fits into memory. */
  private static final double MOST_PIXELS = 40e6;

  private PngWriter() {}

  /** The bytes of the file. */
  public static byte[] bytes(Picture picture, Palette palette) {
    double scale = Math.min(SCALE, Math.sqrt(MOST_PIXELS / (picture.width() * picture.height())));
    int width = (int) Math.ceil(picture.width() * scale);
    int height = (int) Math.ceil(picture.height() * scale);
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    try {
      graphics.setBackground(ImageSurface.colour(palette.argb(Colour.Role.BACKGROUND)));
      graphics.clearRect(0, 0, width, height);
      graphics.scale(scale, scale);
      picture.drawOn(new ImageSurface(graphics), palette);
    } finally {
      graphics.dispose();
    }
    return Pixels.png(image);
  }
}
