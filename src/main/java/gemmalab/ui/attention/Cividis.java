package gemmalab.ui.attention;

import java.util.List;
import javafx.scene.paint.Color;

/**
 * The colour map cividis (Nuñez, Anderton and Renslow 2018), which people with and without colour
 * blindness see alike: from dark blue over grey to yellow.
 */
final class Cividis {

  /** The map at equal distances; between two of them it is nearly straight. */
  private static final List<Color> ANCHORS =
      List.of(
          Color.web("#00204d"),
          Color.web("#00336f"),
          Color.web("#39486b"),
          Color.web("#575d6d"),
          Color.web("#707173"),
          Color.web("#8a8779"),
          Color.web("#a69d75"),
          Color.web("#c4b56c"),
          Color.web("#e4cf5b"),
          Color.web("#ffea46"));

  private Cividis() {}

  /** The colour of a value from 0 to 1. */
  static Color of(double value) {
    double place = Math.max(0, Math.min(1, value)) * (ANCHORS.size() - 1);
    int below = (int) Math.min(place, ANCHORS.size() - 2);
    return ANCHORS.get(below).interpolate(ANCHORS.get(below + 1), place - below);
  }

  /** The same as a pixel. */
  static int argb(double value) {
    Color color = of(value);
    return 0xff000000
        | (int) Math.round(color.getRed() * 255) << 16
        | (int) Math.round(color.getGreen() * 255) << 8
        | (int) Math.round(color.getBlue() * 255);
  }
}
