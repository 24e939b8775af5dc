package gemmalab.picture;

import gemmalab.picture.DrawnShape.Rectangle;
import java.util.Locale;

/** Writes a picture as SVG; its sentence is title and description. */
public final class SvgWriter {

  private SvgWriter() {}

  /** The whole document. */
  public static String text(Picture picture, Palette palette) {
    SvgSurface surface = new SvgSurface();
    Rectangle.filled(0, 0, picture.width(), picture.height(), Colour.Role.BACKGROUND)
        .drawOn(surface, palette);
    picture.drawOn(surface, palette);
    String sentence = SvgSurface.escaped(picture.sentence());
    return String.format(
        Locale.ROOT,
        """
        <svg xmlns="http://www.w3.org/2000/svg" role="img" stroke-linejoin="round"
         width="%1$s" height="%2$s" viewBox="0 0 %1$s %2$s">
        <title>%3$s</title>
        <desc>%3$s</desc>
        %4$s</svg>
        """,
        picture.width(),
        picture.height(),
        sentence,
        surface.elements());
  }
}
