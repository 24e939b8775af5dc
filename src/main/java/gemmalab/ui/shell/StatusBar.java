package gemmalab.ui.shell;

import gemmalab.ui.common.Controls;
import gemmalab.ui.common.Numbers;
import gemmalab.ui.common.Texts;
import gemmalab.ui.training.TrainingNumbers;
import gemmalab.ui.training.TrainingViewModel;
import gemmalab.ui.training.TrainingViewModel.State;
import java.util.Locale;
import javafx.beans.binding.Bindings;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.HBox;

/** The run of the moment in one line, on every screen, with its cancel. */
public final class StatusBar extends HBox {

  private final TrainingViewModel training;
  private final Texts texts;

  public StatusBar(TrainingViewModel training, Texts texts) {
    this.training = training;
    this.texts = texts;
    getStyleClass().add("status");
    setSpacing(12);
    setAlignment(Pos.CENTER_LEFT);
    getChildren().addAll(what(), progress(), numbers(), stop());
  }

  private Label what() {
    Label what = new Label();
    what.setId("status-text");
    what.textProperty()
        .bind(
            Bindings.createStringBinding(
                this::whatText, training.state(), training.numbers(), texts.language()));
    return what;
  }

  private String whatText() {
    String key = "ui.status." + training.state().get().name().toLowerCase(Locale.ROOT);
    return texts.format(key, training.numbers().get().preset());
  }

  private ProgressBar progress() {
    ProgressBar bar = new ProgressBar();
    bar.setPrefWidth(180);
    bar.accessibleTextProperty().bind(texts.text("ui.status.progress"));
    bar.progressProperty().bind(training.numbers().map(TrainingNumbers::progress));
    bar.visibleProperty().bind(training.state().map(state -> state != State.IDLE));
    return bar;
  }

  private Label numbers() {
    Label numbers = new Label();
    numbers
        .textProperty()
        .bind(
            Bindings.createStringBinding(this::numbersText, training.numbers(), texts.language()));
    return numbers;
  }

  private String numbersText() {
    TrainingNumbers n = training.numbers().get();
    if (n.update() == 0) {
      return "";
    }
    return texts.format(
        "ui.status.numbers",
        n.update(),
        n.updates(),
        Numbers.loss(n.trainLoss()),
        texts.duration(n.secondsLeft()),
        Numbers.compact(n.tokensPerSecond()));
  }

  private Button stop() {
    Button stop =
        Controls.iconButton(
            "status-stop", "mdi2c-close", texts.text("ui.training.stop"), training::stop);
    stop.getStyleClass().add("small");
    stop.visibleProperty()
        .bind(
            training
                .state()
                .map(s -> s == State.RUNNING || s == State.PAUSED || s == State.PREPARING));
    return stop;
  }
}
