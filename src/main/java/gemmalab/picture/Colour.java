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
    DANGER(0xcf222e, 0xff7b72),
    /** Letters on the light colours of a map. */
    BLACK(0x000000, 0x000000),
    /** Letters on its dark ones. */
    WHITE(0xffffff, 0xffffff),
    /** A frame on the colours of a map. */
    MARK(0xd1242f, 0xd1242f),
    /** The cell under the pointer, on the colours of a map. */
    CURSOR(0xfa4549, 0xfa4549),
    SURPRISAL_LITTLE(0xfff8c5, 0x341a00),
    SURPRISAL_SOME(0xfae17d, 0x4b2900),
    SURPRISAL_MUCH(0xeac54f, 0x693e00),
    SURPRISAL_VERY(0xd4a72c, 0x845306),
    /** Below a shaded token; its thickness tells the shade to those who do not see colours. */
    SURPRISAL_LINE(0x9a6700, 0xd29922),
    /** What a feed-forward network adds. */
    FEED_FORWARD(0x2da44e, 0x3fb950);

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

  /** A role's colour that lets through what is behind it. */
  record Faded(Role role, double opacity) implements Colour {}

  /** A role's colour, more or less transparent. */
  static Colour faded(Role role, double opacity) {
    return new Faded(role, opacity);
  }

  static Colour of(int argb) {
    return new Fixed(argb);
  }
}
