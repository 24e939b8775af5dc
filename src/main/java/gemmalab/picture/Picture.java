package gemmalab.picture;

import java.util.List;

/**
 * A picture as a description that the window, a PNG and an SVG draw alike.
 *
 * @param sentence says what is to be seen, for those who do not see it
 * @param shapes from back to front
 */
public record Picture(double width, double height, String sentence, List<DrawnShape> shapes) {

  public Picture {
    shapes = List.copyOf(shapes);
  }

  /** Draws all shapes, from back to front. */
  public void drawOn(Surface surface, Palette palette) {
    shapes.forEach(shape -> shape.drawOn(surface, palette));
  }
}
