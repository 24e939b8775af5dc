package gemmalab.ui;

import gemmalab.app.Lab;
import gemmalab.app.UserFolders;
import gemmalab.text.Messages;
import gemmalab.thread.Threads;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.logging.Level;
import java.util.logging.Logger;
import javafx.application.Application;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;

/** The window as a program. */
public final class GemmaLabWindow extends Application {

  private static final int FAILED = 1;

  /** Kept, or the level that is set on it would be forgotten. */
  private static final Logger JAVAFX_LOG = Logger.getLogger("javafx");

  /** JavaFX makes the program itself, so nothing can be handed to its constructor. */
  private static final AtomicReference<Lab> STARTED = new AtomicReference<>();

  private @Nullable MainWindow window;

  /** Opens the window and waits until it closes; the exit code is 1 where there is no display. */
  public static int open(String... arguments) {
    Optional<String> missing = DisplayCheck.whatIsMissing();
    if (missing.isPresent()) {
      return fail(missing.get());
    }
    JAVAFX_LOG.setLevel(Level.SEVERE); // it warns of the class path, where it is meant to be
    try (Lab lab = Lab.forWindow()) {
      STARTED.set(lab);
      Thread saver = Threads.named("last", lab::close);
      Runtime.getRuntime().addShutdownHook(saver); // nobody is asked when the session ends
      launch(GemmaLabWindow.class, arguments);
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
    window =
        MainWindow.open(
            stage,
            Objects.requireNonNull(STARTED.get()),
            UserSettings.folderOfUser(),
            UserFolders.runs());
  }

  @Override
  public void stop() {
    if (window != null) {
      window.close();
    }
  }
}
