package gemmalab.ui.shell;

import gemmalab.app.Futures;
import gemmalab.app.ModelService;
import gemmalab.app.OpenModel;
import gemmalab.model.Preset;
import gemmalab.tensor.ComputeDevice;
import gemmalab.ui.common.UiThread;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;

/** The model that all screens work with. */
public final class OpenModelState {

  private final ModelService models;
  private final UiThread ui;
  private final Problems problems;
  private final ReadOnlyObjectWrapper<@Nullable OpenModel> model = new ReadOnlyObjectWrapper<>();
  private final ReadOnlyBooleanWrapper opening = new ReadOnlyBooleanWrapper();

  public OpenModelState(ModelService models, UiThread ui, Problems problems) {
    this.models = models;
    this.ui = ui;
    this.problems = problems;
  }

  // Properties

  /** Null until the first one is open. */
  public ReadOnlyObjectProperty<@Nullable OpenModel> model() {
    return model.getReadOnlyProperty();
  }

  public ReadOnlyBooleanProperty opening() {
    return opening.getReadOnlyProperty();
  }

  // Commands

  /** Opens a preset with random weights. */
  public void open(Preset preset) {
    open(models.random(preset, ComputeDevice.AUTO));
  }

  /** Opens a model folder or file. */
  public void open(Path path) {
    open(models.open(path, ComputeDevice.AUTO));
  }

  /** Takes a model over and lets go of the one before. */
  public void adopt(OpenModel next) {
    OpenModel before = model.get();
    model.set(next);
    if (before != null) {
      models.close(before);
    }
  }

  private void open(CompletableFuture<OpenModel> future) {
    opening.set(true);
    Futures.watch(future, (opened, fault) -> ui.execute(() -> opened(opened, fault)));
  }

  private void opened(@Nullable OpenModel opened, @Nullable Throwable fault) {
    opening.set(false);
    if (opened != null) {
      adopt(opened);
    } else if (fault != null) {
      problems.show(fault);
    }
  }
}
