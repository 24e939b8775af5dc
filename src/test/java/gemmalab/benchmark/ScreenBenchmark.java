package gemmalab.benchmark;

import gemmalab.app.BundledModel;
import gemmalab.app.Lab;
import gemmalab.text.Language;
import gemmalab.ui.WindowParts;
import gemmalab.ui.common.Fonts;
import gemmalab.ui.common.Theme;
import gemmalab.ui.shell.Destination;
import gemmalab.ui.shell.NativeFilePicker;
import gemmalab.ui.shell.RecentModels;
import gemmalab.ui.start.StartAction;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import javafx.animation.AnimationTimer;
import javafx.application.Application;
import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.ButtonBase;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;

/**
 * How long a click waits for its answer: doors of the first screen, changes of screen, theme and
 * language; from the click, given by another thread, to the end of the layout of the first frame
 * that shows the answer, and to the next frame, before which it was drawn; and what the window's
 * thread took of a processor until its layout, since on a busy machine the clock says little. Ten
 * starts of the process, since a screen is opened for the first time only once; the doors take
 * turns. A door is also clicked as soon as the first screen is seen, in starts of their own. Needs
 * a display; takes the number of starts:
 *
 * <pre>
 * mvn -q test-compile exec:exec -Dexec.classpathScope=test \
 *   -Dmain.class=gemmalab.benchmark.ScreenBenchmark</pre>
 */
public final class ScreenBenchmark {

  private static final int STARTS = 10;
  private static final long REST_MILLIS = 500;
  private static final ThreadMXBean THREAD = ManagementFactory.getThreadMXBean();

  private ScreenBenchmark() {}

  public static void main(String[] arguments) throws Exception {
    if (arguments.length > 1) {
      Application.launch(Child.class, arguments);
      return;
    }
    int starts = arguments.length == 0 ? STARTS : Integer.parseInt(arguments[0]);
    Map<String, List<Double>> waits = new LinkedHashMap<>();
    for (String kind : List.of("at once", "rested")) {
      for (int start = 0; start < starts; start++) {
        for (String line : child(kind, start)) {
          String[] parts = line.split("\t", -1);
          if (parts.length == 2) {
            waits
                .computeIfAbsent(parts[0], name -> new ArrayList<>())
                .add(Double.parseDouble(parts[1]));
          }
        }
      }
    }
    waits.forEach(
        (name, all) -> {
          List<Double> sorted = all.stream().sorted().toList();
          System.out.printf(
              Locale.ENGLISH,
              "%-42s median %6.1f ms, worst %6.1f ms of %d%n",
              name,
              sorted.get(sorted.size() / 2),
              sorted.get(sorted.size() - 1),
              sorted.size());
        });
  }

  private static List<String> child(String kind, int start) throws IOException {
    Process child =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                ScreenBenchmark.class.getName(),
                kind,
                String.valueOf(start))
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try (var lines = child.inputReader()) {
      return lines.lines().toList();
    }
  }

  /** The window, with a hand that clicks. */
  public static final class Child extends Application {

    private final Lab lab = Lab.forWindow();

    @Override
    public void start(Stage stage) throws IOException {
      Fonts.load();
      WindowParts parts =
          new WindowParts(
              lab,
              Language.ENGLISH,
              Theme.LIGHT,
              Destination.START,
              Files.createTempDirectory("runs"),
              new RecentModels(List.of()),
              new NativeFilePicker(stage));
      Scene scene = new Scene(new StackPane(), 1280, 800);
      stage.setScene(scene);
      parts.load(lab, BundledModel.folder().stream().toList());
      parts.populate(scene);
      stage.show();
      boolean rested = getParameters().getRaw().get(0).equals("rested");
      int start = Integer.parseInt(getParameters().getRaw().get(1));
      Thread hand = new Thread(() -> use(new Hand(scene), parts, rested, start), "hand");
      hand.setDaemon(true);
      hand.start();
    }

    private static void use(Hand hand, WindowParts parts, boolean rested, int start) {
      try {
        List<StartAction> doors = new ArrayList<>(List.of(StartAction.values()));
        Collections.rotate(doors, start);
        hand.waitForFrame();
        if (!rested) {
          hand.click("door-" + doors.get(0).id(), "a door, as soon as it is seen");
          System.exit(0);
        }
        while (parts.openModel().model().get() == null) {
          Thread.sleep(50);
        }
        Thread.sleep(3 * REST_MILLIS);
        for (StartAction door : doors) {
          hand.click("door-" + door.id(), "door " + door.id() + ", first time");
          if (door == StartAction.TRAIN) {
            Platform.runLater(parts.training()::stop);
          }
          Thread.sleep(REST_MILLIS);
          hand.click("go-start", "");
        }
        for (Destination screen : Destination.values()) {
          hand.click("go-" + screen.id(), "screen " + screen.id() + ", again");
          hand.click("theme", "theme on " + screen.id());
          hand.click("language-JA", "language on " + screen.id());
          hand.click("theme", "");
          hand.click("language-EN", "");
        }
        System.exit(0);
      } catch (InterruptedException e) {
        System.exit(1);
      }
    }
  }

  /** Clicks, and looks how long the answer takes. */
  private record Hand(Scene scene) {

    /** Clicks a button by its id and prints the wait under a name, unless that is empty. */
    void click(String id, String name) throws InterruptedException {
      Thread.sleep(REST_MILLIS);
      CountDownLatch drawn = new CountDownLatch(1);
      long click = System.nanoTime();
      double[] millis = new double[3];
      Platform.runLater(
          () -> {
            long used = THREAD.getCurrentThreadCpuTime();
            Node button = scene.lookup("#" + id);
            ((ButtonBase) button).fire();
            Runnable[] laidOut = new Runnable[1];
            laidOut[0] =
                () -> {
                  scene.removePostLayoutPulseListener(laidOut[0]);
                  millis[0] = (System.nanoTime() - click) / 1e6;
                  millis[2] = (THREAD.getCurrentThreadCpuTime() - used) / 1e6;
                  new AnimationTimer() {
                    @Override
                    public void handle(long now) {
                      stop();
                      millis[1] = (System.nanoTime() - click) / 1e6;
                      drawn.countDown();
                    }
                  }.start();
                };
            scene.addPostLayoutPulseListener(laidOut[0]);
            Platform.requestNextPulse();
          });
      drawn.await();
      if (!name.isEmpty()) {
        System.out.println(name + "\t" + millis[0]);
        System.out.println(name + ", drawn\t" + millis[1]);
        System.out.println(name + ", processor\t" + millis[2]);
      }
    }

    void waitForFrame() throws InterruptedException {
      CountDownLatch seen = new CountDownLatch(2);
      Platform.runLater(
          () ->
              new AnimationTimer() {
                @Override
                public void handle(long now) {
                  seen.countDown();
                  if (seen.getCount() == 0) {
                    stop();
                  }
                }
              }.start());
      seen.await();
    }
  }
}
