package gemmalab.ui.attention;

import gemmalab.app.Futures;
import gemmalab.app.InspectService;
import gemmalab.app.InspectService.Measuring;
import gemmalab.inspect.AblationResult;
import gemmalab.train.RunSnapshots.Snapshot;
import gemmalab.ui.attention.AttentionViewModel.Question;
import gemmalab.ui.attention.AttentionViewModel.Seen;
import gemmalab.ui.common.UiThread;
import gemmalab.ui.shell.Problems;
import java.util.Objects;
import java.util.function.DoubleConsumer;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;

/** The measurement of what each head is worth to the text. */
public final class HeadCostsViewModel {

  /** Where it stands. */
  public enum State {
    NOT_MEASURED,
    MEASURING,
    MEASURED
  }

  private final InspectService service;
  private final AttentionViewModel attention;
  private final Problems problems;
  private final UiThread ui;
  private final ReadOnlyObjectWrapper<State> state =
      new ReadOnlyObjectWrapper<>(State.NOT_MEASURED);
  private final ReadOnlyDoubleWrapper progress = new ReadOnlyDoubleWrapper();
  private final ReadOnlyObjectWrapper<@Nullable AblationResult> costs =
      new ReadOnlyObjectWrapper<>();
  private @Nullable Measuring measuring;
  private @Nullable Question measured;
  private int asked;

  public HeadCostsViewModel(
      InspectService service, AttentionViewModel attention, Problems problems, UiThread ui) {
    this.service = service;
    this.attention = attention;
    this.problems = problems;
    this.ui = ui;
    attention.seen().addListener((o, old, now) -> compare(now));
  }

  // Properties

  public ReadOnlyObjectProperty<State> state() {
    return state.getReadOnlyProperty();
  }

  /** Share of the heads that are measured. */
  public ReadOnlyDoubleProperty progress() {
    return progress.getReadOnlyProperty();
  }

  /** Null before they are measured. */
  public ReadOnlyObjectProperty<@Nullable AblationResult> costs() {
    return costs.getReadOnlyProperty();
  }

  // Commands

  /** Measures all heads in the text and the model that were looked at last. */
  public void measure() {
    Seen seen = attention.seen().get();
    if (seen == null || state.get() == State.MEASURING) {
      return;
    }
    int number = ++asked;
    Question question = seen.question();
    state.set(State.MEASURING);
    progress.set(0);
    problems.clear();
    Measuring started = begin(question, share -> ui.execute(() -> advance(number, share)));
    measuring = started;
    measured = question;
    Futures.watch(started.result(), (found, fault) -> ui.execute(() -> end(number, found, fault)));
  }

  private Measuring begin(Question question, DoubleConsumer progress) {
    Snapshot past = question.snapshot();
    int window = question.intervention().slidingWindow();
    return past == null
        ? service.measureHeads(question.model(), question.text(), window, progress)
        : service.measureHeadsAt(past, question.text(), window, progress);
  }

  /** Ends the measurement without a result. */
  public void cancel() {
    if (measuring != null) {
      measuring.cancel();
    }
  }

  private void advance(int number, double share) {
    if (number == asked) {
      progress.set(share);
    }
  }

  private void end(int number, @Nullable AblationResult found, @Nullable Throwable fault) {
    if (number != asked) {
      return;
    }
    measuring = null;
    costs.set(found);
    state.set(found == null ? State.NOT_MEASURED : State.MEASURED);
    if (fault != null) {
      problems.show(fault);
    }
  }

  /** Costs hold for one text, model and window; switching heads off does not touch them. */
  private void compare(@Nullable Seen now) {
    Question before = measured;
    boolean same =
        now != null
            && before != null
            && now.question().model() == before.model()
            && Objects.equals(now.question().snapshot(), before.snapshot())
            && now.question().text().equals(before.text())
            && now.question().intervention().slidingWindow()
                == before.intervention().slidingWindow();
    if (!same) {
      cancel();
      asked++;
      measured = null;
      costs.set(null);
      state.set(State.NOT_MEASURED);
    }
  }
}
