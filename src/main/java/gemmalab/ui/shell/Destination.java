package gemmalab.ui.shell;

import java.util.Locale;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;

/** A screen of the rail, with its icon and its shortcut. */
public enum Destination {
  START("mdi2h-home-outline", KeyCode.DIGIT1),
  ARCHITECTURE("mdi2s-sitemap", KeyCode.DIGIT2),
  TRAINING("mdi2c-chart-line", KeyCode.DIGIT3),
  PLAYGROUND("mdi2p-pencil-outline", KeyCode.DIGIT4),
  ATTENTION("mdi2e-eye-outline", KeyCode.DIGIT5);

  private final String icon;
  private final KeyCode digit;

  Destination(String icon, KeyCode digit) {
    this.icon = icon;
    this.digit = digit;
  }

  /** Name of its icon. */
  public String icon() {
    return icon;
  }

  public KeyCombination shortcut() {
    return new KeyCodeCombination(digit, KeyCombination.SHORTCUT_DOWN);
  }

  /** Key of its name in the texts. */
  String nameKey() {
    return "ui.screen." + id();
  }

  /** Its name in ids of nodes. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }
}
