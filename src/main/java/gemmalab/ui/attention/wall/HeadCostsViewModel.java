package gemmalab.ui.attention.wall;

import gemmalab.app.Inspector;
import gemmalab.app.Inspector.Measurement;
import gemmalab.inspect.AblationResult;
import gemmalab.train.RunSnapshots.Snapshot;
import gemmalab.ui.attention.look.AttentionViewModel;
import gemmalab.ui.attention.look.AttentionViewModel.Question;
import gemmalab.ui.attention.look.Seen;
import gemmalab.ui.common.LatestAnswer;
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

  private final Inspector service;
  private final AttentionViewModel attention;
  private final Problems problems;
  private final UiThread ui;
  private final LatestAnswer answers;
  private final ReadOnlyObjectWrapper<State> state =
      new ReadOnlyObjectWrapper<>(State.NOT_MEASURED);
  private final ReadOnlyDoubleWrapper progress = new ReadOnlyDoubleWrapper();
  private final ReadOnlyObjectWrapper<@Nullable AblationResult> costs =
      new ReadOnlyObjectWrapper<>();
  private @Nullable Measurement measuring;
  private @Nullable Question measured;

  public HeadCostsViewModel(
      Inspector service, AttentionViewModel attention, Problems problems, UiThread ui) {
    this.service = service;
    this.attention = attention;
    this.problems = problems;
    this.ui = ui;
    answers = new LatestAnswer(ui);
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
    Question question = seen.question();
    state.set(State.MEASURING);
    progress.set(0);
    problems.clear();
    measured = question;
    Measurement started = begin(question, share -> ui.execute(() -> advance(question, share)));
    measuring = started;
    answers.await(started.result(), this::end, this::fail);
  }

  private Measurement begin(Question question, DoubleConsumer progress) {
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

  private void advance(Question question, double share) {
    if (question.equals(measured)) {
      progress.set(share);
    }
  }

  private void fail(Throwable fault) {
    end(null);
    problems.show(fault);
  }

  private void end(@Nullable AblationResult found) {
    measuring = null;
    costs.set(found);
    state.set(found == null ? State.NOT_MEASURED : State.MEASURED);
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
      answers.forget();
      measured = null;
      costs.set(null);
      state.set(State.NOT_MEASURED);
    }
  }
}
