package gemmalab.benchmark;

import gemmalab.app.Lab;
import gemmalab.inspect.diagram.DiagramValues;
import gemmalab.model.ModelPreset;
import gemmalab.ui.TestWindow;
import gemmalab.ui.architecture.DiagramModels;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import javafx.application.Application;
import javafx.application.Platform;
import javafx.stage.Stage;

/**
 * How long it takes from a typed word until all its values are on the screen, lens included: the
 * median of 20. Arguments: a preset, or a model's folder. Run it with {@code -Dprism.order=sw}.
 */
public final class TypingBenchmark {

  private TypingBenchmark() {}

  /** Starts the window; the main class itself must not be an application on a class path. */
  public static void main(String[] arguments) {
    Application.launch(Words.class, arguments);
  }

  /** Types word after word and takes the times. */
  public static final class Words extends Application {

    private static final int WARM_UP = 5;
    private static final int MEASURED = 20;
    private static final String FIRST = "Nora saw the biggest bean in the world. She wanted to";
    private static final List<String> WORDS = List.of(" take", " the", " bean", " and", " go");

    private final List<Double> milliseconds = new ArrayList<>();
    private String model = "";
    private String text = FIRST;
    private long typed;
    private int count;
    private boolean opened;

    @Override
    public void start(Stage stage) {
      model = getParameters().getRaw().get(0);
      Lab lab = Lab.forWindow();
      var parts = TestWindow.open(stage, lab, 780, Path.of("target/benchmark-runs"));
      boolean preset =
          List.of(ModelPreset.values()).stream().anyMatch(p -> p.label().equals(model));
      if (preset) {
        parts.openModel().open(ModelPreset.named(model));
      } else {
        parts.openModel().open(Path.of(model));
      }
      DiagramModels diagram = parts.diagram();
      stage.getScene().addPostLayoutPulseListener(() -> look(diagram));
    }

    /** After each layout, in which the diagram is drawn. */
    private void look(DiagramModels diagram) {
      DiagramValues values = diagram.reading().values().get();
      var open = diagram.reading().model();
      opened = opened || (open != null && model.endsWith(open.name()));
      if (!opened || values == null || !values.activations().hasLens()) {
        return;
      }
      if (typed != 0 && values.activations().text().equals(text)) {
        milliseconds.add((System.nanoTime() - typed) / 1e6);
        typed = 0;
        if (++count == WARM_UP) {
          milliseconds.clear();
        }
        if (count == WARM_UP + MEASURED) {
          end();
        }
      }
      if (typed == 0) {
        Platform.runLater(() -> type(diagram));
      }
    }

    private void type(DiagramModels diagram) {
      if (typed == 0) {
        text = FIRST + WORDS.get(count % WORDS.size()) + " ".repeat(count / WORDS.size()) + "x";
        typed = System.nanoTime();
        diagram.reading().text().set(text);
      }
    }

    private void end() {
      Collections.sort(milliseconds);
      System.out.printf(
          Locale.ENGLISH,
          "%s, a word typed to its values on the screen: median %.0f ms, slowest %.0f ms of %d%n",
          model,
          milliseconds.get(MEASURED / 2),
          milliseconds.get(MEASURED - 1),
          MEASURED);
      System.exit(0);
    }
  }
}
