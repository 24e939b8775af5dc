package gemmalab.ui;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.geometry.Rectangle2D;
import javafx.stage.Screen;
import javafx.stage.Stage;

/** Where the window stands, in screen pixels, and whether it fills the screen. */
record WindowPlace(Rectangle2D bounds, boolean maximized) {

  private static final int NUMBERS = 4;

  /** The size that the screens are designed for. */
  private static final double FIRST_WIDTH = 1280;

  private static final double FIRST_HEIGHT = 800;
  private static final double SHARE_OF_SCREEN = 0.8;

  /** Enough of the window must be on a screen for its title to be caught. */
  private static final double REACHABLE = 64;

  /**
   * Where a window opens for the first time: in the middle of a screen and wholly on it.
   *
   * @param screen what of the screen is free of bars
   */
  static WindowPlace first(Rectangle2D screen) {
    double width = side(FIRST_WIDTH, screen.getWidth());
    double height = side(FIRST_HEIGHT, screen.getHeight());
    double x = screen.getMinX() + (screen.getWidth() - width) / 2;
    double y = screen.getMinY() + (screen.getHeight() - height) / 2;
    return new WindowPlace(new Rectangle2D(Math.floor(x), Math.floor(y), width, height), false);
  }

  private static double side(double designed, double screen) {
    return Math.min(screen, Math.max(designed, Math.rint(SHARE_OF_SCREEN * screen)));
  }

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
    return isReachable(Screen.getScreens().stream().map(Screen::getVisualBounds).toList());
  }

  boolean isReachable(List<Rectangle2D> screens) {
    Rectangle2D title = new Rectangle2D(bounds.getMinX(), bounds.getMinY(), bounds.getWidth(), 1);
    return screens.stream()
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

  /**
   * Asks again for the size, once the window is on the screen: some window managers (openbox)
   * forget what was asked for before, and JavaFX does not notice. A size that it takes for the
   * present one it does not ask for, so another one goes first.
   */
  void insist(Stage stage) {
    if (!maximized) {
      stage.setWidth(bounds.getWidth() - 1);
      stage.setHeight(bounds.getHeight() - 1);
      stage.setWidth(bounds.getWidth());
      stage.setHeight(bounds.getHeight());
    }
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
