package gemmalab.picture;

import gemmalab.picture.DrawnShape.Curve;
import gemmalab.picture.DrawnShape.Dash;
import gemmalab.picture.DrawnShape.Label;
import gemmalab.picture.DrawnShape.Lines;
import gemmalab.picture.DrawnShape.Raster;
import gemmalab.picture.DrawnShape.Rectangle;

/**
 * What a picture is drawn on: the window, an image or a file. Shapes decide themselves what is
 * drawn, where and in which colour of the palette; a surface only knows how its medium does it.
 */
public interface Surface {

  void fill(Rectangle box, int argb);

  void stroke(Rectangle box, Pen pen);

  void stroke(Lines lines, Pen pen);

  void stroke(Curve curve, Pen pen);

  /** Writes a text, by {@link Label#face}, from or around {@link Label#baseline}. */
  void write(Label label, int argb);

  /** Stretches the cells over their box without smoothing. */
  void place(Raster raster);

  /**
   * What lines are drawn with.
   *
   * @param argb with the opacity in its first byte
   */
  record Pen(int argb, double width, Dash dash) {}
}
