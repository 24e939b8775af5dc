package gemmalab.picture;

/** A colour: of a role, which each palette gives its own, or fixed, which is data. */
public sealed interface Colour {

  /** What a colour is for. */
  enum Role implements Colour {
    INK(0x24292f, 0xc9d1d9),
    MUTED(0x57606a, 0x8b949e),
    LINE(0xd0d7de, 0x30363d),
    BACKGROUND(0xffffff, 0x0d1117),
    ACCENT(0x0969da, 0x58a6ff),
    LOCAL(0x0969da, 0x58a6ff),
    FULL(0xbc4c00, 0xf0883e),
    DANGER(0xcf222e, 0xff7b72);

    private final int light;
    private final int dark;

    Role(int light, int dark) {
      this.light = light;
      this.dark = dark;
    }

    int rgb(Palette palette) {
      return palette == Palette.LIGHT ? light : dark;
    }
  }

  /** The same in each palette. */
  record Fixed(int argb) implements Colour {}

  static Colour of(int argb) {
    return new Fixed(argb);
  }
}
