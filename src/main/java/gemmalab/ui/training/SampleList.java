package gemmalab.ui.training;

import static gemmalab.ui.common.Controls.label;
import static gemmalab.ui.common.Controls.paragraph;

import gemmalab.ui.common.Texts;
import gemmalab.ui.training.WatchedRun.Sample;
import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableValue;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** The texts that a run wrote, the newest first. */
final class SampleList extends VBox {

  private static final double HEIGHT = 180;
  private static final double LEAST_HEIGHT = 80;

  private final Texts texts;

  SampleList(ObservableValue<WatchedRun> seen, Texts texts) {
    super(8);
    this.texts = texts;
    ListView<Sample> list = new ListView<>();
    list.itemsProperty().bind(seen.map(WatchedRun::samples));
    list.setId("samples");
    list.accessibleTextProperty().bind(texts.text("ui.training.samples"));
    list.setCellFactory(view -> new SampleCell());
    ObservableValue<TrainingNumbers> numbers = seen.flatMap(WatchedRun::numbers);
    list.setPlaceholder(
        paragraph(
            Bindings.createStringBinding(
                () -> texts.format(placeholder(numbers.getValue())), numbers, texts.language()),
            "muted"));
    texts.language().addListener((o, old, now) -> list.refresh());
    list.prefHeightProperty()
        .bind(
            Bindings.createDoubleBinding(
                () ->
                    numbers.getValue().over() && list.getItems().isEmpty() ? LEAST_HEIGHT : HEIGHT,
                numbers,
                list.itemsProperty()));
    list.setMinHeight(LEAST_HEIGHT);
    getChildren().addAll(label(texts.text("ui.training.samples"), "section"), list);
  }

  private static String placeholder(TrainingNumbers numbers) {
    return numbers.over() ? "ui.training.samples.none" : "ui.training.samples.empty";
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
