package gemmalab.picture;

/**
 * The colour map cividis (Nuñez, Anderton and Renslow 2018), which people with and without colour
 * blindness see alike: from dark blue over grey to yellow.
 */
public final class Cividis {

  /** The map at equal distances; between two of them it is nearly straight. */
  private static final int[] ANCHORS = {
    0x00204d, 0x00336f, 0x39486b, 0x575d6d, 0x707173, 0x8a8779, 0xa69d75, 0xc4b56c, 0xe4cf5b,
    0xffea46
  };

  private static final ColourMap MAP = new ColourMap(ANCHORS);

  private Cividis() {}

  /** The pixel of a value from 0 to 1. */
  public static int argb(double value) {
    return MAP.argb(value);
  }

  /** Black or white, whichever is easier to read on the colour of a value. */
  public static Colour inkOn(double value) {
    return value < 0.5 ? Colour.Role.WHITE : Colour.Role.BLACK;
  }
}
