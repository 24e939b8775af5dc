package gemmalab.ui.common;

import gemmalab.app.Futures;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import javafx.animation.AnimationTimer;
import javafx.beans.value.ObservableValue;
import org.jspecify.annotations.Nullable;

/**
 * The thread of the window, as view models see it: work for it, what to do with results that come
 * from elsewhere, and a call once a frame, in which what other threads have queued is drained.
 */
public interface UiThread extends Executor {

  /** Calls the work once a frame from now on. */
  void eachFrame(Runnable work);

  /** Calls the work once a frame as long as it is wanted; a window that rests draws no frames. */
  void eachFrameWhile(ObservableValue<Boolean> wanted, Runnable work);

  /** Tells the user of a fault. */
  void report(Throwable fault);

  /** Takes a result here as soon as it is there; a fault is told to the user. */
  default <T extends @Nullable Object> void run(
      CompletableFuture<T> future, Consumer<? super T> onValue) {
    run(future, onValue, this::report);
  }

  /** Takes a result or a fault here, whichever comes. */
  default <T extends @Nullable Object> void run(
      CompletableFuture<T> future, Consumer<? super T> onValue, Consumer<Throwable> onFault) {
    Futures.watch(
        future,
        (value, fault) ->
            execute(
                () -> {
                  if (fault == null) {
                    onValue.accept(value);
                  } else {
                    onFault.accept(fault);
                  }
                }));
  }

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

  /**
   * JavaFX's own.
   *
   * @param errors where faults are told
   */
  static UiThread javaFx(Consumer<Throwable> errors) {
    return new JavaFxThread(errors);
  }
}
