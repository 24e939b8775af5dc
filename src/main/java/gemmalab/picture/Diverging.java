package gemmalab.picture;

/** A colour map for values on both sides of zero: from blue over grey to orange. */
public final class Diverging {

  private static final ColourMap MAP =
      new ColourMap(0x0550ae, 0x54aeff, 0xd8dee4, 0xfb8f44, 0xbc4c00);

  /** Beyond it the colours are dark. */
  private static final double STRONG = 0.75;

  private Diverging() {}

  /** The pixel of a value from -1 to 1. */
  public static int argb(double value) {
    return MAP.argb((value + 1) / 2);
  }

  /** Black or white, whichever is easier to read on the colour of a value. */
  public static Colour inkOn(double value) {
    return Math.abs(value) > STRONG ? Colour.Role.WHITE : Colour.Role.BLACK;
  }
}
