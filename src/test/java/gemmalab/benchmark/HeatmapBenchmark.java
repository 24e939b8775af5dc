package gemmalab.benchmark;

import gemmalab.inspect.AttentionStages.Stage;
import gemmalab.inspect.Inspection;
import gemmalab.inspect.ResidualStream;
import gemmalab.inspect.picture.HeadGridGeometry;
import gemmalab.inspect.picture.HeadGridPicture;
import gemmalab.inspect.picture.HeadMap;
import gemmalab.inspect.picture.MapScale;
import gemmalab.model.Intervention.AttentionHead;
import gemmalab.model.LayerType;
import gemmalab.picture.Palette;
import gemmalab.picture.Picture;
import gemmalab.text.Language;
import gemmalab.text.Messages;
import gemmalab.ui.attention.map.MapBoard;
import gemmalab.ui.common.Fonts;
import gemmalab.ui.common.PictureCanvas;
import gemmalab.ui.common.Texts;
import gemmalab.ui.common.Theme;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import javafx.animation.AnimationTimer;
import javafx.application.Application;
import javafx.application.Platform;
import javafx.beans.property.SimpleObjectProperty;
import javafx.event.Event;
import javafx.scene.Scene;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;

/**
 * How long the wall of a large model takes to draw, and how long a frame takes while the pointer
 * moves over a map of 512 tokens and while it zooms. Run it with {@code -Dprism.order=sw
 * -Djavafx.animation.fullspeed=true}: without the second, no frame is shorter than a screen's.
 */
public final class HeatmapBenchmark {

  private HeatmapBenchmark() {}

  /** Starts the window; the main class itself must not be an application on a class path. */
  public static void main(String[] arguments) {
    Application.launch(Frames.class, arguments);
  }

  /** Draws frame after frame and takes their time. */
  public static final class Frames extends Application {

    private static final int TOKENS = 512;
    private static final int GRID_TOKENS = 128;
    private static final int LAYERS = 18;
    private static final int HEADS = 4;
    private static final int FRAMES = 600;
    private static final int WARM_UP = 120;

    private final List<Double> millis = new ArrayList<>();
    private MapBoard board;
    private boolean zooming;
    private int frame;
    private long before;

    @Override
    public void start(javafx.stage.Stage stage) {
      Fonts.load();
      board = new MapBoard(new Texts(Language.ENGLISH), new SimpleObjectProperty<>(Theme.LIGHT));
      stage.setScene(new Scene(board, 1100, 900));
      stage.show();
      board.show(map(TOKENS), MapScale.ROW);
      timeGrid();
      timeGrid();
      new AnimationTimer() {
        @Override
        public void handle(long now) {
          step(now);
        }
      }.start();
    }

    /** All heads of a model of 18 layers, from weights to pixels. */
    private static void timeGrid() {
      float[][] weights = map(GRID_TOKENS).values();
      float[][][][] all = new float[LAYERS][HEADS][][];
      for (float[][][] layer : all) {
        Arrays.fill(layer, weights);
      }
      Inspection seen =
          new Inspection(
              Collections.nCopies(GRID_TOKENS, "a"),
              new int[GRID_TOKENS],
              all,
              new float[0],
              List.of(),
              new ResidualStream(new float[0][], new float[0][], new float[0][]));
      long start = System.nanoTime();
      Picture grid =
          HeadGridPicture.ofMaps(
              seen,
              Collections.nCopies(LAYERS, LayerType.FULL),
              Set.of(),
              MapScale.LINEAR,
              HeadGridGeometry.fitting(LAYERS, HEADS, 264, 520),
              Messages.english());
      PictureCanvas canvas = new PictureCanvas();
      canvas.show(grid, Palette.LIGHT);
      canvas.snapshot(null, null); // waits until the pixels are there
      System.out.printf(
          Locale.ENGLISH, "wall of 18 x 4: %.0f ms%n", (System.nanoTime() - start) / 1e6);
    }

    private void step(long now) {
      if (frame >= WARM_UP) {
        millis.add((now - before) / 1e6);
      }
      before = now;
      frame++;
      if (zooming) {
        board.zoom(frame / 12 % 2 == 0 ? 1.1 : 1 / 1.1);
      } else {
        hover();
      }
      if (frame == FRAMES) {
        end();
      }
    }

    private void hover() {
      double x = 100 + (frame * 7) % 500;
      double y = 110 + (frame * 5) % 480;
      Event.fireEvent(
          board,
          new MouseEvent(
              MouseEvent.MOUSE_MOVED,
              x,
              y,
              x,
              y,
              MouseButton.NONE,
              0,
              false,
              false,
              false,
              false,
              false,
              false,
              false,
              false,
              false,
              false,
              null));
    }

    private void end() {
      millis.sort(null);
      System.out.printf(
          Locale.ENGLISH,
          "%s: median %.1f ms, 99 %% under %.1f ms, worst %.1f ms (%d frames)%n",
          zooming ? "zoom" : "hover",
          millis.get(millis.size() / 2),
          millis.get(millis.size() * 99 / 100),
          millis.get(millis.size() - 1),
          millis.size());
      if (zooming) {
        Platform.exit();
      }
      millis.clear();
      zooming = true;
      frame = 0;
    }

    private static HeadMap map(int tokens) {
      Random random = new Random(1);
      float[][] weights = new float[tokens][tokens];
      for (int row = 0; row < tokens; row++) {
        float sum = 0;
        for (int key = 0; key <= row; key++) {
          weights[row][key] = (float) Math.exp(3 * random.nextGaussian());
          sum += weights[row][key];
        }
        for (int key = 0; key <= row; key++) {
          weights[row][key] /= sum;
        }
      }
      List<String> names = IntStream.range(0, tokens).mapToObj(i -> " token" + i).toList();
      return new HeadMap(new AttentionHead(0, 0), names, weights, tokens, Stage.SOFTMAX);
    }
  }
}
