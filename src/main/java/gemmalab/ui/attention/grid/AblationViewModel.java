package gemmalab.ui.attention.grid;

import gemmalab.app.Inspector;
import gemmalab.app.Inspector.Measurement;
import gemmalab.inspect.AblationResult;
import gemmalab.train.IntermediateCheckpoint;
import gemmalab.ui.attention.inspection.AttentionViewModel;
import gemmalab.ui.attention.inspection.AttentionViewModel.InspectionKey;
import gemmalab.ui.attention.inspection.InspectionResult;
import gemmalab.ui.common.LatestAnswer;
import gemmalab.ui.common.UiThread;
import gemmalab.ui.shell.ErrorNotifications;
import java.util.Objects;
import java.util.function.DoubleConsumer;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;

/** The measurement of what each head is worth to the text. */
public final class AblationViewModel {

  /** Where it stands. */
  public enum State {
    NOT_MEASURED,
    MEASURING,
    MEASURED
  }

  private final Inspector service;
  private final AttentionViewModel attention;
  private final ErrorNotifications errors;
  private final UiThread ui;
  private final LatestAnswer answers;
  private final ReadOnlyObjectWrapper<State> state =
      new ReadOnlyObjectWrapper<>(State.NOT_MEASURED);
  private final ReadOnlyDoubleWrapper progress = new ReadOnlyDoubleWrapper();
  private final ReadOnlyObjectWrapper<@Nullable AblationResult> result =
      new ReadOnlyObjectWrapper<>();
  private @Nullable Measurement measuring;
  private @Nullable InspectionKey measured;

  public AblationViewModel(
      Inspector service, AttentionViewModel attention, ErrorNotifications errors, UiThread ui) {
    this.service = service;
    this.attention = attention;
    this.errors = errors;
    this.ui = ui;
    answers = new LatestAnswer(ui);
    attention.result().addListener((o, old, now) -> compare(now));
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
  public ReadOnlyObjectProperty<@Nullable AblationResult> result() {
    return result.getReadOnlyProperty();
  }

  // Commands

  /** Measures all heads in the text and the model that were looked at last. */
  public void measure() {
    InspectionResult result = attention.result().get();
    if (result == null || state.get() == State.MEASURING) {
      return;
    }
    InspectionKey key = result.key();
    state.set(State.MEASURING);
    progress.set(0);
    errors.clear();
    measured = key;
    Measurement started = begin(key, share -> ui.execute(() -> advance(key, share)));
    measuring = started;
    answers.await(started.result(), this::end, this::fail);
  }

  private Measurement begin(InspectionKey key, DoubleConsumer progress) {
    IntermediateCheckpoint past = key.checkpoint();
    int window = key.intervention().slidingWindow();
    return past == null
        ? service.ablateHeads(key.model(), key.text(), window, progress)
        : service.ablateHeadsAt(past, key.text(), window, progress);
  }

  /** Ends the measurement without a result. */
  public void cancel() {
    if (measuring != null) {
      measuring.cancel();
    }
  }

  private void advance(InspectionKey key, double share) {
    if (key.equals(measured)) {
      progress.set(share);
    }
  }

  private void fail(Throwable fault) {
    end(null);
    errors.show(fault);
  }

  private void end(@Nullable AblationResult found) {
    measuring = null;
    result.set(found);
    state.set(found == null ? State.NOT_MEASURED : State.MEASURED);
  }

  /** Costs hold for one text, model and window; switching heads off does not touch them. */
  private void compare(@Nullable InspectionResult now) {
    InspectionKey before = measured;
    boolean same =
        now != null
            && before != null
            && now.key().model() == before.model()
            && Objects.equals(now.key().checkpoint(), before.checkpoint())
            && now.key().text().equals(before.text())
            && now.key().intervention().slidingWindow() == before.intervention().slidingWindow();
    if (!same) {
      cancel();
      answers.forget();
      measured = null;
      result.set(null);
      state.set(State.NOT_MEASURED);
    }
  }
}
