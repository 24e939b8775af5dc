package gemmalab.ui.shell;

import gemmalab.picture.Colour.Role;
import gemmalab.ui.common.Theme;
import gemmalab.ui.common.UiThread;
import javafx.application.Application;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.layout.Background;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;

/**
 * A window in its theme. To style all of it again takes some hundred milliseconds, so a switch
 * shows the ground of the new theme in the next frame, and what is on it in the one after.
 */
public final class ThemeSwitch extends StackPane {

  private final ObservableValue<Theme> theme;
  private final Runnable before;
  private final Region ground = new Region();
  private Theme applied;

  /**
   * Follows a theme, whose stylesheet is in use.
   *
   * @param before done before all is styled
   */
  public ThemeSwitch(Node window, ObservableValue<Theme> theme, Runnable before) {
    this.theme = theme;
    this.before = before;
    applied = theme.getValue();
    setStyle(applied.variables());
    ground.setVisible(false);
    getChildren().addAll(window, ground);
    theme.addListener((o, old, now) -> cover(now));
  }

  private void cover(Theme now) {
    ground.setBackground(Background.fill(now.paint(Role.BACKGROUND)));
    ground.setVisible(true);
    UiThread.afterFirstFrame(this::apply);
  }

  private void apply() {
    Theme now = theme.getValue();
    if (now != applied) {
      applied = now;
      before.run();
      Application.setUserAgentStylesheet(now.stylesheet());
      setStyle(now.variables());
    }
    ground.setVisible(false);
  }
}
