package gemmalab.ui.training;

import static gemmalab.ui.common.Controls.shownWhen;

import gemmalab.ui.attention.board.Segments;
import gemmalab.ui.common.Texts;
import gemmalab.ui.shell.FilePicker;
import gemmalab.ui.training.RunsViewModel.Side;
import java.util.Locale;
import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Insets;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/** What to train next or what was trained; the buttons of the run of the moment stay below. */
final class TrainingSide extends VBox {

  private static final double WIDTH = 264;

  TrainingSide(TrainingViewModel viewModel, FilePicker picker, Texts texts) {
    getStyleClass().add("side");
    setPrefWidth(WIDTH);
    setMinWidth(WIDTH);
    RunsViewModel runs = viewModel.pastRuns();
    ObservableValue<Boolean> form = runs.side().map(side -> side == Side.FORM);
    StackPane content =
        new StackPane(
            shownWhen(new TrainingFormView(viewModel, texts), form),
            shownWhen(new RunList(viewModel, picker, texts), form.map(shown -> !shown)));
    VBox.setVgrow(content, Priority.ALWAYS);
    VBox buttons = new VBox(8, new RunButtons(viewModel, texts), new ResumeMenu(viewModel, texts));
    buttons.setPadding(new Insets(16));
    shownWhen(
        buttons,
        Bindings.createBooleanBinding(
            () -> form.getValue() || viewModel.state().get().isAtWork(), form, viewModel.state()));
    getChildren().addAll(choice(runs, texts), content, buttons);
  }

  private static HBox choice(RunsViewModel runs, Texts texts) {
    Segments<Side> choice =
        new Segments<>(
            Side.class,
            runs.side(),
            side -> texts.text("ui.training.side." + side.name().toLowerCase(Locale.ROOT)));
    choice
        .getChildren()
        .forEach(
            button -> {
              HBox.setHgrow(button, Priority.ALWAYS);
              ((ToggleButton) button).setMaxWidth(Double.MAX_VALUE);
            });
    choice.setPadding(new Insets(16, 16, 8, 16));
    return choice;
  }
}
