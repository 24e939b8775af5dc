package gemmalab.ui.attention;

import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;

/** Attention weights as an image, a square of pixels for each weight. */
final class MapImage {

  private static final int COLOURS = 256;
  private static final int[] PALETTE = palette();

  private MapImage() {}

  /**
   * Draws weights [token][token looked at]; places that no token may see are left clear.
   *
   * @param cell side of a square in pixels
   */
  static WritableImage of(float[][] weights, int cell) {
    int tokens = weights.length;
    int side = tokens * cell;
    int[] pixels = new int[side * side];
    for (int row = 0; row < tokens; row++) {
      for (int column = 0; column <= row; column++) {
        fill(pixels, side, row * cell, column * cell, cell, colour(weights[row][column]));
      }
    }
    WritableImage image = new WritableImage(side, side);
    image
        .getPixelWriter()
        .setPixels(0, 0, side, side, PixelFormat.getIntArgbInstance(), pixels, 0, side);
    return image;
  }

  private static void fill(int[] pixels, int side, int top, int left, int cell, int colour) {
    for (int y = top; y < top + cell; y++) {
      java.util.Arrays.fill(pixels, y * side + left, y * side + left + cell, colour);
    }
  }

  private static int colour(float weight) {
    return PALETTE[Math.max(0, Math.min(COLOURS - 1, Math.round(weight * (COLOURS - 1))))];
  }

  private static int[] palette() {
    int[] colours = new int[COLOURS];
    for (int i = 0; i < COLOURS; i++) {
      colours[i] = Cividis.argb((double) i / (COLOURS - 1));
    }
    return colours;
  }
}
