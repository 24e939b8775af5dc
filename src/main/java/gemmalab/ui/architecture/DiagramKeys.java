package gemmalab.ui.architecture;

import javafx.scene.input.KeyEvent;

/**
 * The diagram's keys: up and down follow the data and go back, left and right go to another token,
 * Enter goes nearer and Escape steps back; plus, minus and 0 zoom.
 */
final class DiagramKeys {

  private static final double ZOOM = 1.25;

  private final DiagramNavigation navigation;

  DiagramKeys(DiagramNavigation navigation) {
    this.navigation = navigation;
  }

  void type(KeyEvent event) {
    if (event.isShortcutDown() || event.isAltDown()) {
      return;
    }
    switch (event.getCode()) {
      case UP -> navigation.walk(1);
      case DOWN -> navigation.walk(-1);
      case RIGHT -> navigation.turn(1);
      case LEFT -> navigation.turn(-1);
      case ENTER -> navigation.enter();
      case ESCAPE, BACK_SPACE -> navigation.leave();
      case PLUS, EQUALS, ADD -> navigation.zoom(ZOOM);
      case MINUS, SUBTRACT -> navigation.zoom(1 / ZOOM);
      case DIGIT0, NUMPAD0, HOME -> navigation.fit();
      default -> {
        return;
      }
    }
    event.consume();
  }
}
