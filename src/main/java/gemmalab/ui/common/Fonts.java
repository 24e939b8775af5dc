package gemmalab.ui.common;

import java.awt.FontFormatException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import javafx.scene.text.Font;

/** The bundled fonts, with Latin and Japanese glyphs. */
public final class Fonts {

  /** Family of all text. */
  public static final String SANS = "IBM Plex Sans JP";

  /** Family of tokens, code and numbers in columns; without Japanese glyphs. */
  public static final String MONO = "IBM Plex Mono";

  private static final String[] FILES = {
    "IBMPlexSansJP_400Regular.ttf", "IBMPlexSansJP_600SemiBold.ttf", "IBMPlexMono_400Regular.ttf"
  };

  private Fonts() {}

  /** Loads them; before the first scene. */
  public static void load() {
    for (String file : FILES) {
      try (InputStream font = open(file)) {
        Font.loadFont(font, 14);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** The same text font for the chart, which measures its text with AWT. */
  public static java.awt.Font forChart(float size) {
    try (InputStream font = open(FILES[0])) {
      return java.awt.Font.createFont(java.awt.Font.TRUETYPE_FONT, font).deriveFont(size);
    } catch (IOException | FontFormatException e) {
      throw new IllegalStateException(FILES[0], e);
    }
  }

  private static InputStream open(String file) {
    InputStream font = Fonts.class.getResourceAsStream("/assets/fonts/" + file);
    if (font == null) {
      throw new IllegalStateException("assets/fonts/" + file + " is missing from the class path");
    }
    return font;
  }
}
