package gemmalab.ui.common;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;
import gemmalab.picture.Colour;
import gemmalab.picture.Palette;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import javafx.scene.paint.Color;

/** Light or dark. */
public enum Theme {
  LIGHT(new PrimerLight().getUserAgentStylesheetBSS()),
  DARK(new PrimerDark().getUserAgentStylesheetBSS());

  private final String stylesheet;

  Theme(String stylesheet) {
    this.stylesheet = stylesheet;
  }

  /** Address of the theme's user agent stylesheet, in the binary form that loads faster. */
  public String stylesheet() {
    return stylesheet;
  }

  /** The colours of pictures under this theme. */
  public Palette palette() {
    return this == DARK ? Palette.DARK : Palette.LIGHT;
  }

  /** All colours of pictures as variables of style sheets: {@code -full-color}. */
  public String variables() {
    return Arrays.stream(Colour.Role.values())
        .map(
            role ->
                String.format(Locale.ROOT, "-%s-color: %s;", variable(role), palette().css(role)))
        .collect(Collectors.joining());
  }

  private static String variable(Colour.Role role) {
    return role.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** A colour of pictures under this theme, for a scene. */
  public Color paint(Colour.Role role) {
    return paint(palette().argb(role));
  }

  /** A colour with its opacity. */
  static Color paint(int argb) {
    return Color.rgb((argb >> 16) & 0xff, (argb >> 8) & 0xff, argb & 0xff, (argb >>> 24) / 255.0);
  }

  public Theme other() {
    return this == LIGHT ? DARK : LIGHT;
  }
}
