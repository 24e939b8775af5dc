package gemmalab.ui.attention.history;

import gemmalab.app.Inspector;
import gemmalab.app.OpenModel;
import gemmalab.train.RunSnapshots.Snapshot;
import gemmalab.ui.attention.look.AttentionViewModel;
import gemmalab.ui.common.LatestAnswer;
import gemmalab.ui.common.UiThread;
import gemmalab.ui.shell.OpenModelState;
import java.util.List;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleIntegerProperty;
import org.jspecify.annotations.Nullable;

/** The way through the models of a run: each snapshot in turn, and the open model at the end. */
public final class HistoryViewModel {

  private final Inspector service;
  private final OpenModelState openModel;
  private final LatestAnswer answers;
  private final ReadOnlyObjectWrapper<List<Snapshot>> snapshots =
      new ReadOnlyObjectWrapper<>(List.of());
  private final IntegerProperty place = new SimpleIntegerProperty();

  public HistoryViewModel(
      Inspector service, AttentionViewModel attention, OpenModelState openModel, UiThread ui) {
    this.service = service;
    this.openModel = openModel;
    answers = new LatestAnswer(ui);
    openModel.model().addListener((o, old, now) -> takeAnew());
    place.addListener((o, old, now) -> attention.lookAt(chosen()));
    take();
  }

  // Properties

  /** The earliest first; empty where the model is of no run, or the run kept none. */
  public ReadOnlyObjectProperty<List<Snapshot>> snapshots() {
    return snapshots.getReadOnlyProperty();
  }

  /** Index of the model that is looked at; past the last snapshot it is the open one. */
  public IntegerProperty place() {
    return place;
  }

  /** The snapshot at the place; null for the open model. */
  public @Nullable Snapshot chosen() {
    int index = place.get();
    return index < snapshots.get().size() ? snapshots.get().get(index) : null;
  }

  // Commands

  /** Reads the run's snapshots again: a run that goes on adds some. */
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

  private void show(List<Snapshot> found) {
    Snapshot before = chosen();
    int kept = before == null ? -1 : found.indexOf(before);
    snapshots.set(found);
    place.set(kept < 0 ? found.size() : kept);
  }
}
