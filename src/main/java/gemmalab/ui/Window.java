package gemmalab.ui;

import gemmalab.app.Lab;
import gemmalab.text.Language;
import gemmalab.text.Messages;
import gemmalab.ui.common.Fonts;
import gemmalab.ui.common.Theme;
import java.nio.file.Path;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import javafx.application.Application;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;

/** The window as a program. */
public final class Window extends Application {

  private static final int FAILED = 1;
  private static final double WIDTH = 1280;
  private static final double HEIGHT = 800;

  /** Kept, or the level that is set on it would be forgotten. */
  private static final Logger JAVAFX_LOG = Logger.getLogger("javafx");

  private @Nullable Lab lab;

  /** Opens the window and waits until it closes; the exit code is 1 where there is no display. */
  public static int open(String... arguments) {
    Optional<String> missing = DisplayCheck.whatIsMissing();
    if (missing.isPresent()) {
      return fail(missing.get());
    }
    JAVAFX_LOG.setLevel(Level.SEVERE); // it warns of the class path, where it is meant to be
    try {
      launch(Window.class, arguments);
      return 0;
    } catch (UnsupportedOperationException e) {
      return fail(String.valueOf(e.getMessage()).contains("GTK") ? "error.gtk" : "error.display");
    }
  }

  private static int fail(String key) {
    System.err.println(Messages.english().format(key));
    return FAILED;
  }

  @Override
  public void start(Stage stage) {
    Fonts.load();
    Lab opened = Lab.forWindow();
    lab = opened;
    UserSettings user = UserSettings.ofUser();
    Path runs = Path.of(System.getProperty("user.home"), "GemmaLab", "runs");
    WindowParts parts =
        new WindowParts(
            opened,
            user.language().orElse(Language.ofSystem()),
            user.theme().orElse(Theme.LIGHT),
            runs);
    user.follow(parts);
    stage.setTitle("Gemma Lab");
    stage.setMinWidth(1024);
    stage.setMinHeight(700);
    stage.setScene(parts.scene(WIDTH, HEIGHT));
    stage.show();
  }

  @Override
  public void stop() {
    if (lab != null) {
      lab.close();
    }
  }
}
