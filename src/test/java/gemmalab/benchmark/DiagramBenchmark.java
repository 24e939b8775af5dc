package gemmalab.benchmark;

import gemmalab.inspect.diagram.DiagramLook;
import gemmalab.inspect.diagram.DiagramPicture;
import gemmalab.inspect.diagram.DiagramScene;
import gemmalab.inspect.diagram.DiagramValues;
import gemmalab.inspect.diagram.Spot;
import gemmalab.inspect.diagram.Viewport;
import gemmalab.inspect.diagram.Whereabouts;
import gemmalab.inspect.stage.SampleActivations;
import gemmalab.model.GemmaConfig;
import gemmalab.model.ModelPreset;
import gemmalab.model.ModelStage;
import gemmalab.picture.Palette;
import gemmalab.text.Messages;
import gemmalab.ui.common.Fonts;
import gemmalab.ui.common.PictureCanvas;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javafx.animation.AnimationTimer;
import javafx.application.Application;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.scene.layout.StackPane;

/**
 * How far apart frames are while the diagram of 18 layers and 60 tokens is moved and zoomed from
 * the whole to single numbers. Run it with {@code -Dprism.order=sw}.
 */
public final class DiagramBenchmark {

  private DiagramBenchmark() {}

  /** Starts the window; the main class itself must not be an application on a class path. */
  public static void main(String[] arguments) {
    Application.launch(Frames.class, arguments);
  }

  /** Draws frame after frame and takes their gaps. */
  public static final class Frames extends Application {

    private static final int TOKENS = 60;
    private static final int FRAMES = 400;
    private static final int WARM_UP = 200;
    private static final double WIDTH = 840;
    private static final double HEIGHT = 560;

    private final GemmaConfig config = ModelPreset.GEMMA3_270M.config().withVocabSize(5000);
    private final DiagramScene scene = new DiagramScene(config, TOKENS);
    private final DiagramValues values = new DiagramValues(SampleActivations.of(config, TOKENS));
    private final PictureCanvas canvas = PictureCanvas.keepingImages();
    private final List<Double> gaps = new ArrayList<>();
    private final List<Double> drawing = new ArrayList<>();
    private final List<Phase> phases = new ArrayList<>();
    private long drawnBefore;
    private long renderedBefore;
    private int phase;
    private int frame;
    private long before;

    /** A movement from one view to another, forth and back. */
    private record Phase(String name, Viewport from, Viewport to) {}

    @Override
    public void start(javafx.stage.Stage stage) {
      Fonts.load();
      stage.setScene(new Scene(new StackPane(canvas), WIDTH, HEIGHT));
      stage.show();
      Viewport window = new Viewport(0, 0, 1, WIDTH, HEIGHT);
      Spot part = Spot.stage(ModelStage.GATE, 9, 40);
      Viewport whole = Whereabouts.onto(scene, Spot.whole(TOKENS - 1), window);
      Viewport layer = Whereabouts.onto(scene, part.around(), window);
      Viewport vector = Whereabouts.onto(scene, part, window);
      Viewport cells = Whereabouts.onto(scene, part.withIndex(700), window);
      phases.add(new Phase("warm up", whole, cells));
      phases.add(new Phase("pan, whole model", whole, whole.moved(120, 60)));
      phases.add(new Phase("zoom, whole to layer", whole, layer));
      phases.add(new Phase("pan, layer", layer, layer.moved(-400, 200)));
      phases.add(new Phase("zoom, layer to vector", layer, vector));
      phases.add(new Phase("zoom, vector to cells", vector, cells));
      phases.add(new Phase("pan, cells", cells, cells.moved(300, 100)));
      new AnimationTimer() {
        @Override
        public void handle(long now) {
          step(now);
        }
      }.start();
    }

    private void step(long now) {
      Phase current = phases.get(phase);
      double share = 0.5 - 0.5 * Math.cos(frame * 2 * Math.PI / WARM_UP);
      Viewport view = current.from().towards(current.to(), share);
      long start = System.nanoTime();
      canvas.show(
          DiagramPicture.of(scene, values, DiagramLook.of(TOKENS - 1), view, Messages.english()),
          Palette.LIGHT);
      drawing.add((System.nanoTime() - start) / 1e6);
      if (frame > 0) {
        gaps.add((now - before) / 1e6);
      }
      before = now;
      if (++frame == FRAMES) {
        end(current);
      }
    }

    private void end(Phase current) {
      System.out.printf(
          Locale.ENGLISH,
          "%s: gap median %.1f ms, 99th percentile %.1f ms, worst %.1f ms; own work median %.1f ms,"
              + " 99th percentile %.1f ms; processor time a frame %.1f ms to draw,"
              + " %.1f ms to render%n",
          current.name(),
          percentile(gaps, 50),
          percentile(gaps, 99),
          percentile(gaps, 100),
          percentile(drawing, 50),
          percentile(drawing, 99),
          (processorNanos("JavaFX Application Thread") - drawnBefore) / 1e6 / FRAMES,
          (processorNanos("QuantumRenderer-0") - renderedBefore) / 1e6 / FRAMES);
      drawnBefore = processorNanos("JavaFX Application Thread");
      renderedBefore = processorNanos("QuantumRenderer-0");
      gaps.clear();
      drawing.clear();
      frame = 0;
      if (++phase == phases.size()) {
        Platform.exit();
        System.exit(0);
      }
    }

    /** What a thread has used of the processor, however busy the machine is. */
    private static long processorNanos(String thread) {
      ThreadMXBean threads = ManagementFactory.getThreadMXBean();
      return Thread.getAllStackTraces().keySet().stream()
          .filter(each -> each.getName().equals(thread))
          .mapToLong(each -> threads.getThreadCpuTime(each.getId()))
          .sum();
    }

    private static double percentile(List<Double> all, int percent) {
      List<Double> sorted = all.stream().sorted().toList();
      return sorted.get(Math.max(0, (int) Math.ceil(percent / 100.0 * sorted.size()) - 1));
    }
  }
}
