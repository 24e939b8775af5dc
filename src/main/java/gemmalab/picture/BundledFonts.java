package gemmalab.picture;

import java.awt.Font;
import java.awt.FontFormatException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The bundled faces as fonts of the JDK's desktop library, which files and charts need. */
public final class BundledFonts {

  private static final Map<Typeface, Font> LOADED = new ConcurrentHashMap<>();

  private BundledFonts() {}

  /** A face in a size. */
  public static Font of(Typeface face, double size) {
    return LOADED.computeIfAbsent(face, BundledFonts::read).deriveFont((float) size);
  }

  /** The font of a label; of what no bundled face can show, the machine's own font. */
  static Font of(DrawnShape.Label label) {
    double size = label.lettering().size();
    Font font = of(label.face(), size);
    if (font.canDisplayUpTo(label.text()) >= 0) {
      font = of(Typeface.TEXT, size);
    }
    return font.canDisplayUpTo(label.text()) < 0
        ? font
        : new Font(Font.DIALOG, Font.PLAIN, 1).deriveFont((float) size);
  }

  private static Font read(Typeface face) {
    try (InputStream file = face.open()) {
      return Font.createFont(Font.TRUETYPE_FONT, file);
    } catch (IOException | FontFormatException e) {
      throw new IllegalStateException(face + " cannot be read", e);
    }
  }
}
