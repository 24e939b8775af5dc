package gemmalab.ui.common;

import gemmalab.picture.Typeface;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import javafx.scene.text.Font;

/** Makes the bundled faces known to the window. */
public final class Fonts {

  private static final double ANY_SIZE = 14;

  private Fonts() {}

  /** Loads them; before the first scene. */
  public static void load() {
    for (Typeface face : Typeface.values()) {
      try (InputStream file = face.open()) {
        Font.loadFont(file, ANY_SIZE);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** A face in a size. JavaFX knows no weight 600 and takes the semi-bold for its own family. */
  static Font of(Typeface face, double size) {
    return Font.font(face == Typeface.HEADING ? face.family() + " SemiBold" : face.family(), size);
  }
}
