package gemmalab.picture;

import java.util.Locale;

/** The colours of a theme. */
public enum Palette {
  LIGHT,
  DARK;

  private static final int OPAQUE = 0xff000000;

  /** A colour as a pixel. */
  public int argb(Colour colour) {
    if (colour instanceof Colour.Role role) {
      return OPAQUE | role.rgb(this);
    }
    if (colour instanceof Colour.Faded faded) {
      return (int) Math.round(0xff * faded.opacity()) << 24 | faded.role().rgb(this);
    }
    return ((Colour.Fixed) colour).argb();
  }

  /** A colour as style sheets write it: {@code #0969da}. */
  public String css(Colour colour) {
    return String.format(Locale.ROOT, "#%06x", argb(colour) & 0xffffff);
  }
}
