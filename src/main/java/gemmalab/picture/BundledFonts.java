package gemmalab.picture;

import gemmalab.picture.Shape.Lettering;
import gemmalab.picture.Shape.Typeface;
import java.awt.Font;
import java.awt.FontFormatException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The fonts that come with the app, for pictures drawn without a window. */
final class BundledFonts {

  private static final Map<Typeface, Font> LOADED = new ConcurrentHashMap<>();

  private BundledFonts() {}

  /** The font of a lettering; the monospaced one has no Japanese glyphs and hands over. */
  static Font of(Lettering lettering, String text) {
    Font font = load(lettering.typeface());
    if (font.canDisplayUpTo(text) >= 0) {
      font = load(Typeface.TEXT);
    }
    if (font.canDisplayUpTo(text) >= 0) {
      font = new Font(Font.DIALOG, Font.PLAIN, 1); // whatever the machine has
    }
    return font.deriveFont((float) lettering.size());
  }

  private static Font load(Typeface typeface) {
    return LOADED.computeIfAbsent(typeface, BundledFonts::read);
  }

  private static Font read(Typeface typeface) {
    String file =
        switch (typeface) {
          case TEXT -> "IBMPlexSansJP_400Regular.ttf";
          case HEADING -> "IBMPlexSansJP_600SemiBold.ttf";
          case TOKEN -> "IBMPlexMono_400Regular.ttf";
        };
    try (InputStream font = BundledFonts.class.getResourceAsStream("/assets/fonts/" + file)) {
      if (font == null) {
        throw new IllegalStateException("assets/fonts/" + file + " is missing from the class path");
      }
      return Font.createFont(Font.TRUETYPE_FONT, font);
    } catch (IOException | FontFormatException e) {
      throw new IllegalStateException(file, e);
    }
  }
}
