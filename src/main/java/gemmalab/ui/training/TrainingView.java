package gemmalab.ui.training;

import static gemmalab.ui.common.Controls.inSight;
import static gemmalab.ui.common.Controls.label;
import static gemmalab.ui.common.Controls.onShown;
import static gemmalab.ui.common.Controls.paragraph;
import static gemmalab.ui.common.Controls.shownWhen;

import gemmalab.train.plan.RunPlan;
import gemmalab.ui.common.Texts;
import gemmalab.ui.common.Theme;
import gemmalab.ui.common.UiThread;
import gemmalab.ui.shell.FilePicker;
import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Insets;
import javafx.scene.Node;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/**
 * The training screen: form or runs at the left, then the numbers, the curve and the samples of one
 * run.
 */
public final class TrainingView extends BorderPane {

  private static final long NANOS_BETWEEN_DRAWINGS = 100_000_000L;

  private final TrainingViewModel viewModel;
  private final RunsViewModel pastRuns;
  private final ObservableValue<Boolean> hasCurve;
  private final Texts texts;
  private final LossChart chart;
  private long lastDrawing;

  /**
   * Builds the screen.
   *
   * @param picker asks for the folder of a run
   */
  public TrainingView(
      TrainingViewModel viewModel,
      FilePicker picker,
      Texts texts,
      ObservableValue<Theme> theme,
      UiThread ui) {
    this.viewModel = viewModel;
    this.pastRuns = viewModel.pastRuns();
    this.texts = texts;
    this.hasCurve = hasCurve(viewModel.seen());
    this.chart = new LossChart(viewModel.seen(), texts, theme);
    setLeft(new TrainingSide(viewModel, picker, texts));
    setCenter(main());
    onShown(this, viewModel::visit);
    ui.eachFrameWhile(inSight(this), this::drawNowAndThen);
  }

  private Node main() {
    chart.node().visibleProperty().bind(hasCurve);
    StackPane curve = new StackPane(chart.node(), empty());
    curve.setPadding(new Insets(8));
    curve.getStyleClass().add("card");
    VBox.setVgrow(curve, Priority.ALWAYS);
    ObservableValue<WatchedRun> seen = viewModel.seen();
    VBox main =
        new VBox(
            16,
            new PastRunBar(viewModel, texts),
            new RunTiles(seen, texts),
            new PlanLine(planOfTheMoment(), texts),
            curve,
            new SampleList(seen, texts));
    main.setPadding(new Insets(24));
    return main;
  }

  private ObservableValue<@Nullable RunPlan> planOfTheMoment() {
    return Bindings.createObjectBinding(
        () -> pastRuns.shown().get() == null ? viewModel.plan().get() : null,
        pastRuns.shown(),
        viewModel.plan());
  }

  /** Before the first point the axes would show numbers that mean nothing. */
  private static ObservableValue<Boolean> hasCurve(ObservableValue<WatchedRun> seen) {
    return Bindings.createBooleanBinding(
        () -> {
          WatchedRun run = seen.getValue();
          return run.validationLoss().size() > 0
              || (run.numbers().get().over() && run.trainLoss().size() > 0);
        },
        seen,
        seen.flatMap(WatchedRun::curveVersion));
  }

  private Node empty() {
    VBox hint =
        new VBox(8, label(emptyText("title"), "title"), paragraph(emptyText("text"), "muted"));
    hint.getStyleClass().add("empty");
    return shownWhen(hint, hasCurve.map(drawn -> !drawn));
  }

  private ObservableValue<String> emptyText(String part) {
    return Bindings.createStringBinding(
        () ->
            texts.format(
                (pastRuns.shown().get() == null ? "ui.training.empty." : "ui.training.noSteps.")
                    + part),
        pastRuns.shown(),
        texts.language());
  }

  private void drawNowAndThen() {
    long now = System.nanoTime();
    if (now - lastDrawing > NANOS_BETWEEN_DRAWINGS) {
      lastDrawing = now;
      chart.refresh();
    }
  }
}
