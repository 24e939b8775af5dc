package gemmalab.ui.training;

import static gemmalab.ui.common.Controls.label;

import gemmalab.ui.common.Numbers;
import gemmalab.ui.common.Texts;
import java.util.Locale;
import java.util.function.Function;
import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableValue;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/** The numbers of a run; one that is over has taken its time, another has some left. */
final class RunTiles extends HBox {

  private final ObservableValue<TrainingNumbers> numbers;
  private final Texts texts;

  RunTiles(ObservableValue<WatchedRun> seen, Texts texts) {
    super(8);
    this.numbers = seen.flatMap(WatchedRun::numbers);
    this.texts = texts;
    ObservableValue<String> time =
        Bindings.createStringBinding(
            () ->
                texts.format(
                    numbers.getValue().over() ? "ui.training.elapsed" : "ui.training.left"),
            numbers,
            texts.language());
    getChildren()
        .addAll(
            tile("ui.training.valLoss", "val-loss", "● ", n -> Numbers.loss(n.valLoss())),
            tile("ui.training.trainLoss", "train-loss", "━━ ", n -> Numbers.loss(n.trainLoss())),
            tile("ui.training.speed", "speed", "", n -> compact(n.tokensPerSecond())),
            tile("ui.training.rate", "rate", "", n -> rate(n.learningRate())),
            tile(time, "left", "", n -> texts.duration(seconds(n))));
    getChildren().forEach(tile -> HBox.setHgrow(tile, Priority.ALWAYS));
  }

  private VBox tile(String key, String id, String line, Function<TrainingNumbers, String> value) {
    return tile(texts.text(key), id, line, value);
  }

  /** A number with its name; {@code line} is how its curve is drawn. */
  private VBox tile(
      ObservableValue<String> name,
      String id,
      String line,
      Function<TrainingNumbers, String> value) {
    Label number = new Label();
    number.setId("number-" + id);
    number
        .textProperty()
        .bind(
            Bindings.createStringBinding(
                () -> value.apply(numbers.getValue()), numbers, texts.language()));
    number.getStyleClass().add("big-number");
    Label sign = new Label(line);
    sign.getStyleClass().add("line-sign");
    VBox tile = new VBox(new HBox(sign, label(name, "field-name")), number);
    tile.getStyleClass().addAll("card", "tile", "tile-" + id);
    tile.setMaxWidth(Double.MAX_VALUE);
    return tile;
  }

  private static double seconds(TrainingNumbers numbers) {
    return numbers.over() ? numbers.elapsedSeconds() : numbers.secondsLeft();
  }

  private static String compact(double value) {
    return Double.isNaN(value) ? "–" : Numbers.compact(value);
  }

  private static String rate(double value) {
    return Double.isNaN(value) ? "–" : String.format(Locale.ENGLISH, "%.1e", value);
  }
}
