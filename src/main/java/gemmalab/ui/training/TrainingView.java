package gemmalab.ui.training;

import static gemmalab.ui.common.Controls.inSight;
import static gemmalab.ui.common.Controls.label;
import static gemmalab.ui.common.Controls.onShown;
import static gemmalab.ui.common.Controls.paragraph;
import static gemmalab.ui.common.Controls.shownWhen;

import gemmalab.ui.common.Numbers;
import gemmalab.ui.common.Texts;
import gemmalab.ui.common.Theme;
import gemmalab.ui.common.UiThread;
import gemmalab.ui.training.WatchedRun.Sample;
import java.util.Locale;
import java.util.function.Function;
import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Insets;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/** The training screen: form at the left, the numbers, the curve and the texts. */
public final class TrainingView extends BorderPane {

  private static final long NANOS_BETWEEN_DRAWINGS = 100_000_000L;

  private final TrainingViewModel viewModel;
  private final WatchedRun run;
  private final Texts texts;
  private final LossChart chart;
  private long lastDrawing;

  public TrainingView(
      TrainingViewModel viewModel, Texts texts, ObservableValue<Theme> theme, UiThread ui) {
    this.viewModel = viewModel;
    this.run = viewModel.run();
    this.texts = texts;
    this.chart = new LossChart(run, texts, theme);
    setLeft(new TrainingFormView(viewModel, texts));
    setCenter(main());
    onShown(this, viewModel::visit);
    ui.eachFrameWhile(inSight(this), this::drawNowAndThen);
  }

  private Node main() {
    chart.node().visibleProperty().bind(hasCurve());
    StackPane curve = new StackPane(chart.node(), empty());
    curve.setPadding(new Insets(8));
    curve.getStyleClass().add("card");
    VBox.setVgrow(curve, Priority.ALWAYS);
    VBox main = new VBox(16, numbers(), new PlanLine(viewModel.plan(), texts), curve, samples());
    main.setPadding(new Insets(24));
    return main;
  }

  /** Before the first point the axes would show numbers that mean nothing. */
  private ObservableValue<Boolean> hasCurve() {
    return run.curveVersion().map(version -> run.validationLoss().size() > 0);
  }

  private Node numbers() {
    HBox row =
        new HBox(
            8,
            tile("ui.training.valLoss", "val-loss", "● ", n -> Numbers.loss(n.valLoss())),
            tile("ui.training.trainLoss", "train-loss", "━━ ", n -> Numbers.loss(n.trainLoss())),
            tile("ui.training.speed", "speed", "", n -> compact(n.tokensPerSecond())),
            tile("ui.training.rate", "rate", "", n -> rate(n.learningRate())),
            tile("ui.training.left", "left", "", n -> texts.duration(n.secondsLeft())));
    row.getChildren().forEach(tile -> HBox.setHgrow(tile, Priority.ALWAYS));
    return row;
  }

  /** A number with its name; {@code line} is how its curve is drawn. */
  private VBox tile(String key, String id, String line, Function<TrainingNumbers, String> value) {
    Label number = new Label();
    number.setId("number-" + id);
    number
        .textProperty()
        .bind(
            Bindings.createStringBinding(
                () -> value.apply(run.numbers().get()), run.numbers(), texts.language()));
    number.getStyleClass().add("big-number");
    Label sign = new Label(line);
    sign.getStyleClass().add("line-sign");
    VBox tile = new VBox(new HBox(sign, label(texts.text(key), "field-name")), number);
    tile.getStyleClass().addAll("card", "tile", "tile-" + id);
    tile.setMaxWidth(Double.MAX_VALUE);
    return tile;
  }

  private Node empty() {
    VBox hint =
        new VBox(
            8,
            label(texts.text("ui.training.empty.title"), "title"),
            paragraph(texts.text("ui.training.empty.text"), "muted"));
    hint.getStyleClass().add("empty");
    return shownWhen(hint, hasCurve().map(drawn -> !drawn));
  }

  private Node samples() {
    ListView<Sample> list = new ListView<>(run.samples());
    list.setId("samples");
    list.accessibleTextProperty().bind(texts.text("ui.training.samples"));
    list.setCellFactory(view -> new SampleCell());
    list.setPlaceholder(label(texts.text("ui.training.samples.empty"), "muted"));
    texts.language().addListener((o, old, now) -> list.refresh());
    list.setPrefHeight(180);
    list.setMinHeight(80);
    VBox box = new VBox(8, label(texts.text("ui.training.samples"), "section"), list);
    return box;
  }

  private void drawNowAndThen() {
    long now = System.nanoTime();
    if (now - lastDrawing > NANOS_BETWEEN_DRAWINGS) {
      lastDrawing = now;
      chart.refresh();
    }
  }

  private static String compact(double value) {
    return Double.isNaN(value) ? "–" : Numbers.compact(value);
  }

  private static String rate(double value) {
    return Double.isNaN(value) ? "–" : String.format(Locale.ENGLISH, "%.1e", value);
  }

  /** The step at which a text was written, and the text. */
  private final class SampleCell extends ListCell<Sample> {
    private final Label step = new Label();
    private final Label text = new Label();
    private final VBox box = new VBox(2, step, text);

    SampleCell() {
      step.getStyleClass().add("field-name");
      text.setWrapText(true);
      text.setMinHeight(Region.USE_PREF_SIZE);
      text.prefWidthProperty().bind(widthProperty().subtract(40));
      setPrefWidth(0);
    }

    @Override
    protected void updateItem(Sample sample, boolean empty) {
      super.updateItem(sample, empty);
      setGraphic(empty ? null : box);
      if (!empty) {
        step.setText(texts.format("ui.training.samples.step", sample.step()));
        text.setText(sample.text().strip());
      }
    }
  }
}
