package gemmalab.ui.common;

import java.util.concurrent.Executor;
import javafx.animation.AnimationTimer;
import javafx.application.Platform;

/**
 * The thread of the window, as view models see it: work for it, and a call once a frame, in which
 * what other threads have queued is drained.
 */
public interface UiThread extends Executor {

  /** Calls the work once a frame from now on. */
  void eachFrame(Runnable work);

  /** Does the work once the window has been drawn, so that it is seen before a longer pause. */
  static void afterFirstFrame(Runnable work) {
    new AnimationTimer() {
      private boolean drawn;

      @Override
      public void handle(long now) {
        if (drawn) {
          stop();
          work.run();
        }
        drawn = true;
      }
    }.start();
  }

  /** JavaFX's own. */
  static UiThread javaFx() {
    return new UiThread() {
      @Override
      public void execute(Runnable work) {
        Platform.runLater(work);
      }

      @Override
      public void eachFrame(Runnable work) {
        new AnimationTimer() {
          @Override
          public void handle(long now) {
            work.run();
          }
        }.start();
      }
    };
  }
}
