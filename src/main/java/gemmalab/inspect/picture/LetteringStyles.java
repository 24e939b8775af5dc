package gemmalab.inspect.picture;

import gemmalab.picture.Colour;
import gemmalab.picture.Colour.Role;
import gemmalab.picture.DrawnShape.Lettering;
import gemmalab.picture.Typeface;

/** The letterings that these pictures share. */
final class LetteringStyles {

  static final Lettering NOTE = new Lettering(Typeface.TEXT, 12, Role.MUTED);
  static final Lettering TEXT = new Lettering(Typeface.TEXT, 12, Role.INK);
  static final Lettering STRONG = new Lettering(Typeface.HEADING, 12, Role.INK);
  static final Lettering TOKEN = token(12, Role.INK);

  private LetteringStyles() {}

  static Lettering token(double size, Colour colour) {
    return new Lettering(Typeface.TOKEN, size, colour);
  }
}
