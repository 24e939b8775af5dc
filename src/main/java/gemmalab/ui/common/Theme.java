package gemmalab.ui.common;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;
import gemmalab.picture.Palette;

/** Light or dark. */
public enum Theme {
  LIGHT(new PrimerLight().getUserAgentStylesheet()),
  DARK(new PrimerDark().getUserAgentStylesheet());

  private final String stylesheet;

  Theme(String stylesheet) {
    this.stylesheet = stylesheet;
  }

  /** Address of the theme's user agent stylesheet. */
  public String stylesheet() {
    return stylesheet;
  }

  /** The colours of pictures under this theme. */
  public Palette palette() {
    return this == DARK ? Palette.DARK : Palette.LIGHT;
  }

  public Theme other() {
    return this == LIGHT ? DARK : LIGHT;
  }
}
