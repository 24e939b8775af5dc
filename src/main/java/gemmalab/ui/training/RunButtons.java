package gemmalab.ui.training;

import static gemmalab.ui.common.Controls.button;
import static gemmalab.ui.common.Controls.shownWhen;

import gemmalab.ui.common.Texts;
import gemmalab.ui.training.TrainingViewModel.State;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;

/** Starts a run, lets it rest, and ends it. */
final class RunButtons extends HBox {

  private final TrainingViewModel viewModel;

  RunButtons(TrainingViewModel viewModel, Texts texts) {
    super(8);
    this.viewModel = viewModel;
    Button start = button("start", "mdi2p-play", texts.text("ui.training.start"), viewModel::start);
    start.getStyleClass().add("accent");
    Button pause =
        button("pause", "mdi2p-pause", texts.text("ui.training.pause"), viewModel::pause);
    Button resume =
        button("resume", "mdi2p-play", texts.text("ui.training.resume"), viewModel::resume);
    resume.getStyleClass().add("accent");
    Button stop = button("stop", "mdi2s-stop", texts.text("ui.training.stop"), viewModel::stop);
    pause.disableProperty().bind(in(State.PREPARING));
    getChildren()
        .addAll(
            shownWhen(start, active().map(active -> !active)),
            shownWhen(
                pause, viewModel.state().map(s -> s == State.RUNNING || s == State.PREPARING)),
            shownWhen(resume, in(State.PAUSED)),
            shownWhen(stop, active()));
    stop.disableProperty().bind(in(State.STOPPING));
    getChildren().forEach(RunButtons::widen);
  }

  private static void widen(Node node) {
    HBox.setHgrow(node, Priority.ALWAYS);
    ((Button) node).setMaxWidth(Double.MAX_VALUE);
  }

  private ObservableValue<Boolean> active() {
    return viewModel.state().map(State::isAtWork);
  }

  private ObservableValue<Boolean> in(State wanted) {
    return viewModel.state().map(state -> state == wanted);
  }
}
