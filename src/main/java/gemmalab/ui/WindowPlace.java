package gemmalab.ui;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import javafx.geometry.Rectangle2D;
import javafx.stage.Screen;
import javafx.stage.Stage;

/** Where the window stands, in screen pixels, and whether it fills the screen. */
record WindowPlace(Rectangle2D bounds, boolean maximized) {

  private static final int NUMBERS = 4;

  /** Enough of the window must be on a screen for its title to be caught. */
  private static final double REACHABLE = 64;

  /** The place of a window; one that fills the screen goes back to the place before it did. */
  static WindowPlace of(Stage stage, WindowPlace before) {
    return stage.isMaximized() || stage.isIconified() || stage.isFullScreen()
        ? new WindowPlace(before.bounds, stage.isMaximized())
        : new WindowPlace(
            new Rectangle2D(stage.getX(), stage.getY(), stage.getWidth(), stage.getHeight()),
            false);
  }

  /** Reads what {@link #toString} wrote. */
  static Optional<WindowPlace> parse(String text) {
    try {
      String[] words = text.split(" ");
      double[] n = Arrays.stream(words).limit(NUMBERS).mapToDouble(Double::parseDouble).toArray();
      return Optional.of(
          new WindowPlace(
              new Rectangle2D(n[0], n[1], n[2], n[3]),
              words.length > NUMBERS && words[NUMBERS].equals("maximized")));
    } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
      return Optional.empty();
    }
  }

  /** Whether the window would be seen; the screen that it was on may be gone. */
  boolean isReachable() {
    Rectangle2D title = new Rectangle2D(bounds.getMinX(), bounds.getMinY(), bounds.getWidth(), 1);
    return Screen.getScreens().stream()
        .map(Screen::getVisualBounds)
        .anyMatch(
            screen ->
                screen.intersects(title)
                    && Math.min(screen.getMaxX(), title.getMaxX())
                            - Math.max(screen.getMinX(), title.getMinX())
                        >= REACHABLE);
  }

  void apply(Stage stage) {
    stage.setX(bounds.getMinX());
    stage.setY(bounds.getMinY());
    stage.setWidth(bounds.getWidth());
    stage.setHeight(bounds.getHeight());
    stage.setMaximized(maximized);
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%.0f %.0f %.0f %.0f%s",
        bounds.getMinX(),
        bounds.getMinY(),
        bounds.getWidth(),
        bounds.getHeight(),
        maximized ? " maximized" : "");
  }
}
