package gemmalab.ui;

import gemmalab.app.Lab;
import gemmalab.ui.common.UiThread;
import gemmalab.ui.playground.PlaygroundViewModel.Side;
import gemmalab.ui.shell.Destination;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import javafx.application.Application;
import javafx.collections.ListChangeListener;
import javafx.stage.Stage;

/**
 * How long a user waits, from the start of the process: until the window is seen, until the first
 * screen is in it, until the model is open, and until the first token of a story that was asked for
 * at once. The first start writes the settings, all others are second starts. Needs a display and
 * takes the flags of the README's command; to run it by hand:
 *
 * <pre>
 * mvn -q test-compile exec:exec -Dexec.classpathScope=test -Dmain.class=gemmalab.ui.StartBenchmark
 * </pre>
 */
public final class StartBenchmark {

  private static final int STARTS = 7;
  private static final String CHILD = "child";

  private StartBenchmark() {}

  public static void main(String[] arguments) throws Exception {
    if (arguments.length > 0 && arguments[0].equals(CHILD)) {
      // LAB.warmUp();
      Application.launch(Child.class, arguments[1]);
      return;
    }
    Path home = Files.createTempDirectory("start");
    List<List<String>> answers = new ArrayList<>();
    for (int i = 0; i < STARTS; i++) {
      answers.add(start(home));
      System.out.println((i == 0 ? "first start: " : "later start: ") + answers.get(i));
    }
  }

  private static List<String> start(Path home) throws IOException, InterruptedException {
    Process child =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                StartBenchmark.class.getName(),
                CHILD,
                home.toString())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    List<String> said = new ArrayList<>();
    try (var lines = child.inputReader()) {
      lines.lines().forEach(said::add);
    }
    child.waitFor();
    return said;
  }

  /** The app itself, with someone who clicks at once. */
  public static final class Child extends Application {
    private static final Lab LAB = Lab.forWindow();

    @Override
    public void start(Stage stage) {
      Path home = Path.of(getParameters().getRaw().get(0));
      MainWindow window = MainWindow.open(stage, LAB, home, home.resolve("runs"));
      Runnable[] drawn = new Runnable[1];
      drawn[0] =
          () -> {
            stage.getScene().removePostLayoutPulseListener(drawn[0]);
            say("window");
            UiThread.afterFirstFrame(() -> filled(window));
          };
      stage.getScene().addPostLayoutPulseListener(drawn[0]);
    }

    private static void filled(MainWindow window) {
      WindowParts parts = Objects.requireNonNull(window.parts());
      say("screen");
      parts.shell().go(Destination.PLAYGROUND);
      parts.playground().begin();
      parts.openModel().model().addListener((o, old, now) -> say("model"));
      ListChangeListener<Object> written =
          change -> {
            say("token");
            parts.shell().go(Destination.START);
            window.close();
            System.exit(0);
          };
      parts.playground().story(Side.A).places().addListener(written);
    }

    private static void say(String what) {
      Instant start = ProcessHandle.current().info().startInstant().orElseThrow();
      long milliseconds = Duration.between(start, Instant.now()).toMillis();
      System.out.println(String.format(Locale.ROOT, "%s %d ms", what, milliseconds));
    }
  }
}
