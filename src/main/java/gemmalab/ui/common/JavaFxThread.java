package gemmalab.ui.common;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javafx.animation.AnimationTimer;
import javafx.application.Platform;
import javafx.beans.value.ObservableValue;

/** The thread of a window that is open. */
final class JavaFxThread implements UiThread {

  private final Consumer<Throwable> errors;

  /** Kept, since what a wish is computed from holds it weakly. */
  private final List<ObservableValue<Boolean>> wishes = new ArrayList<>();

  JavaFxThread(Consumer<Throwable> errors) {
    this.errors = errors;
  }

  @Override
  public void execute(Runnable work) {
    Platform.runLater(work);
  }

  @Override
  public void eachFrame(Runnable work) {
    timer(work).start();
  }

  @Override
  public void eachFrameWhile(ObservableValue<Boolean> wanted, Runnable work) {
    AnimationTimer timer = timer(work);
    wishes.add(wanted);
    wanted.subscribe(
        now -> {
          if (now) {
            timer.start();
          } else {
            timer.stop();
          }
        });
  }

  @Override
  public void report(Throwable fault) {
    errors.accept(fault);
  }

  private static AnimationTimer timer(Runnable work) {
    return new AnimationTimer() {
      @Override
      public void handle(long now) {
        work.run();
      }
    };
  }
}
