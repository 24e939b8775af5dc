package gemmalab.picture;

/** A colour map for values on both sides of zero: from blue over grey to orange. */
public final class Diverging {

  private static final ColourMap MAP =
      new ColourMap(0x0550ae, 0x54aeff, 0xd8dee4, 0xfb8f44, 0xbc4c00);

  private Diverging() {}

  /** The pixel of a value from -1 to 1. */
  public static int argb(double value) {
    return MAP.argb((value + 1) / 2);
  }
}
