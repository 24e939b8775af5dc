package gemmalab.ui.common;

import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Waits for answers of which only that to the last question counts: who types or clicks on is not
 * shown what he asked for before.
 */
public final class LatestAnswer {

  private final UiThread ui;
  private int asked;

  public LatestAnswer(UiThread ui) {
    this.ui = ui;
  }

  /** Waits for an answer instead of all before it; a fault is told to the user. */
  public <T extends @Nullable Object> void await(
      CompletableFuture<T> answer, Consumer<? super T> onValue) {
    await(answer, onValue, ui::report);
  }

  /** Waits for an answer instead of all before it. */
  public <T extends @Nullable Object> void await(
      CompletableFuture<T> answer, Consumer<? super T> onValue, Consumer<Throwable> onFault) {
    int number = ++asked;
    ui.run(
        answer, value -> ifLast(number, onValue, value), fault -> ifLast(number, onFault, fault));
  }

  /** Waits no longer. */
  public void forget() {
    asked++;
  }

  private <T extends @Nullable Object> void ifLast(int number, Consumer<T> then, T answer) {
    if (number == asked) {
      then.accept(answer);
    }
  }
}
