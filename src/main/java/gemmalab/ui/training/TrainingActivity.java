package gemmalab.ui.training;

import gemmalab.ui.common.Numbers;
import gemmalab.ui.common.Texts;
import gemmalab.ui.shell.Activity;
import gemmalab.ui.training.TrainingViewModel.State;
import java.util.Locale;
import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableValue;

/** The run of the moment in the status bar. */
public final class TrainingActivity implements Activity {

  private final TrainingViewModel training;
  private final Texts texts;

  public TrainingActivity(TrainingViewModel training, Texts texts) {
    this.training = training;
    this.texts = texts;
  }

  @Override
  public ObservableValue<String> what() {
    return Bindings.createStringBinding(
        this::whatText, training.state(), training.run().numbers(), texts.language());
  }

  @Override
  public ObservableValue<String> numbers() {
    return Bindings.createStringBinding(
        this::numbersText, training.run().numbers(), texts.language());
  }

  @Override
  public ObservableValue<Double> progress() {
    return training.run().numbers().map(TrainingNumbers::progress);
  }

  @Override
  public ObservableValue<Boolean> hasBegun() {
    return training.state().map(state -> state != State.IDLE);
  }

  @Override
  public ObservableValue<Boolean> canStop() {
    return training
        .state()
        .map(state -> state == State.RUNNING || state == State.PAUSED || state == State.PREPARING);
  }

  @Override
  public void stop() {
    training.stop();
  }

  private String whatText() {
    String key = "ui.status." + training.state().get().name().toLowerCase(Locale.ROOT);
    return texts.format(key, training.run().numbers().get().preset());
  }

  private String numbersText() {
    TrainingNumbers n = training.run().numbers().get();
    if (n.step() == 0) {
      return "";
    }
    if (n.over()) {
      return texts.format(
          "ui.status.numbersAtTheEnd",
          n.step(),
          n.steps(),
          Numbers.loss(n.trainLoss()),
          texts.duration(n.elapsedSeconds()));
    }
    return texts.format(
        "ui.status.numbers",
        n.step(),
        n.steps(),
        Numbers.loss(n.trainLoss()),
        texts.duration(n.secondsLeft()),
        Numbers.compact(n.tokensPerSecond()));
  }
}
