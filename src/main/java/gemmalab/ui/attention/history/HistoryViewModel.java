package gemmalab.ui.attention.history;

import gemmalab.app.Inspector;
import gemmalab.app.OpenModel;
import gemmalab.train.IntermediateCheckpoint;
import gemmalab.ui.attention.inspection.AttentionViewModel;
import gemmalab.ui.common.LatestAnswer;
import gemmalab.ui.common.UiThread;
import gemmalab.ui.shell.OpenModelState;
import java.util.List;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleIntegerProperty;
import org.jspecify.annotations.Nullable;

/** Steps through a run: its intermediate checkpoints in order, then the current model. */
public final class HistoryViewModel {

  private final Inspector service;
  private final OpenModelState openModel;
  private final LatestAnswer answers;
  private final ReadOnlyObjectWrapper<List<IntermediateCheckpoint>> checkpoints =
      new ReadOnlyObjectWrapper<>(List.of());
  private final IntegerProperty place = new SimpleIntegerProperty();

  public HistoryViewModel(
      Inspector service, AttentionViewModel attention, OpenModelState openModel, UiThread ui) {
    this.service = service;
    this.openModel = openModel;
    answers = new LatestAnswer(ui);
    openModel.model().addListener((o, old, now) -> takeAnew());
    place.addListener((o, old, now) -> attention.inspectAt(chosen()));
    take();
  }

  // Properties

  /** The earliest first; empty where the model is of no run, or the run kept none. */
  public ReadOnlyObjectProperty<List<IntermediateCheckpoint>> checkpoints() {
    return checkpoints.getReadOnlyProperty();
  }

  /** Index of the inspected model; past the last checkpoint it is the current one. */
  public IntegerProperty place() {
    return place;
  }

  /** The chosen checkpoint; null for the current model. */
  public @Nullable IntermediateCheckpoint chosen() {
    int index = place.get();
    return index < checkpoints.get().size() ? checkpoints.get().get(index) : null;
  }

  // Commands

  /** Lists the checkpoints again: a run in progress adds some. */
  public void take() {
    OpenModel model = openModel.model().get();
    if (model == null) {
      answers.forget();
      show(List.of());
      return;
    }
    answers.await(service.history(model), this::show, unreadable -> show(List.of()));
  }

  private void takeAnew() {
    show(List.of());
    take();
  }

  private void show(List<IntermediateCheckpoint> found) {
    IntermediateCheckpoint before = chosen();
    int kept = before == null ? -1 : found.indexOf(before);
    checkpoints.set(found);
    place.set(kept < 0 ? found.size() : kept);
  }
}
