package gemmalab.picture;

/** The colours of a theme. */
public enum Palette {
  LIGHT,
  DARK;

  private static final int OPAQUE = 0xff000000;

  /** A colour as a pixel. */
  public int argb(Colour colour) {
    return colour instanceof Colour.Role role
        ? OPAQUE | role.rgb(this)
        : ((Colour.Fixed) colour).argb();
  }
}
