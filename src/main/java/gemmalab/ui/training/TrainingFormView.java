package gemmalab.ui.training;

import static gemmalab.ui.common.Controls.choice;
import static gemmalab.ui.common.Controls.field;
import static gemmalab.ui.common.Controls.iconButton;
import static gemmalab.ui.common.Controls.named;

import gemmalab.model.ModelPreset;
import gemmalab.tensor.ComputeDevice;
import gemmalab.tensor.Precision;
import gemmalab.train.Recipe;
import gemmalab.train.TrainConfig;
import gemmalab.ui.common.Texts;
import gemmalab.ui.training.TrainingViewModel.State;
import java.io.File;
import java.util.List;
import java.util.function.Function;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Control;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.stage.FileChooser;
import javafx.util.StringConverter;

/** What to train and how. */
final class TrainingFormView extends ScrollPane {

  private final TrainingViewModel viewModel;
  private final Texts texts;

  TrainingFormView(TrainingViewModel viewModel, Texts texts) {
    this.viewModel = viewModel;
    this.texts = texts;
    setContent(fields());
    setFitToWidth(true);
  }

  private Node fields() {
    TrainingForm form = viewModel.form();
    VBox fields =
        new VBox(
            12,
            pair(
                row(
                    "preset",
                    byLabel("preset", form.preset(), TrainConfig.presets(), ModelPreset::label)),
                row(
                    "recipe",
                    byLabel("recipe", form.recipe(), List.of(Recipe.values()), Recipe::label))),
            new OwnModelNote(form, texts),
            data(form),
            pair(
                row("steps", field("steps", form.steps())),
                row("evalInterval", field("eval-interval", form.evalInterval()))),
            pair(
                row("batchSize", field("batch-size", form.batchSize())),
                row("blockSize", field("block-size", form.blockSize()))),
            pair(
                row("accumulation", field("accumulation", form.accumulation())),
                row("learningRate", field("learning-rate", form.learningRate()))),
            pair(
                row(
                    "device",
                    byLabel(
                        "device",
                        form.device(),
                        List.of(ComputeDevice.values()),
                        ComputeDevice::label)),
                row(
                    "precision",
                    byLabel(
                        "precision",
                        form.precision(),
                        List.of(Precision.values()),
                        Precision::label))));
    fields.setPadding(new Insets(8, 16, 8, 16));
    fields.disableProperty().bind(active());
    return fields;
  }

  private VBox row(String key, Control control) {
    String name = "ui.training." + key;
    return named(texts.text(name), texts.text(name + ".help"), control);
  }

  private static HBox pair(VBox left, VBox right) {
    HBox pair = new HBox(12, left, right);
    pair.getChildren().forEach(each -> HBox.setHgrow(each, Priority.ALWAYS));
    left.setPrefWidth(1);
    right.setPrefWidth(1);
    return pair;
  }

  private Node data(TrainingForm form) {
    TextField source = field("data", form.data());
    Button choose =
        iconButton(
            "choose-data", "mdi2f-folder-open-outline", texts.text("ui.choose"), this::chooseFile);
    VBox named = row("data", source);
    HBox line = new HBox(8, source, choose);
    line.setAlignment(Pos.CENTER_LEFT);
    HBox.setHgrow(source, Priority.ALWAYS);
    named.getChildren().add(line);
    return named;
  }

  private void chooseFile() {
    FileChooser chooser = new FileChooser();
    chooser
        .getExtensionFilters()
        .add(new FileChooser.ExtensionFilter("txt, jsonl", "*.txt", "*.jsonl"));
    File file = chooser.showOpenDialog(getScene().getWindow());
    if (file != null) {
      viewModel.form().data().set(file.toString());
    }
  }

  private ObservableValue<Boolean> active() {
    return viewModel.state().map(State::isAtWork);
  }

  private static <T> ComboBox<T> byLabel(
      String id,
      javafx.beans.property.ObjectProperty<T> value,
      List<T> all,
      Function<T, String> label) {
    ComboBox<T> box = choice(id, value, all);
    box.setConverter(
        new StringConverter<>() {
          @Override
          public String toString(T item) {
            return item == null ? "" : label.apply(item);
          }

          @Override
          public T fromString(String text) {
            return value.get();
          }
        });
    return box;
  }
}
