package gemmalab.picture;

import java.io.InputStream;

/** The bundled faces, the same in the window and in every file. */
public enum Typeface {
  TEXT("IBM Plex Sans JP", 400, "IBMPlexSansJP_400Regular.ttf"),
  HEADING("IBM Plex Sans JP", 600, "IBMPlexSansJP_600SemiBold.ttf"),
  /** Monospaced; without Japanese glyphs. */
  TOKEN("IBM Plex Mono", 400, "IBMPlexMono_400Regular.ttf");

  private static final int FIRST_WIDE_CHARACTER = 0x2e80;

  private final String family;
  private final int weight;
  private final String file;

  Typeface(String family, int weight, String file) {
    this.family = family;
    this.weight = weight;
    this.file = file;
  }

  /** Name that the font's weights share. */
  public String family() {
    return family;
  }

  /** Weight by the scale of CSS: 400 is regular. */
  public int weight() {
    return weight;
  }

  /** The font's file; the caller closes it. */
  public InputStream open() {
    InputStream font = Typeface.class.getResourceAsStream("/assets/fonts/" + file);
    if (font == null) {
      throw new IllegalStateException("assets/fonts/" + file + " is missing from the class path");
    }
    return font;
  }

  /** The face that has the glyphs of a text: the monospaced one leaves Japanese to the other. */
  Typeface covering(String text) {
    return this == TOKEN && text.codePoints().anyMatch(Typeface::isWide) ? TEXT : this;
  }

  /** Whether a character is as wide as it is high. */
  static boolean isWide(int codePoint) {
    return codePoint >= FIRST_WIDE_CHARACTER;
  }
}
