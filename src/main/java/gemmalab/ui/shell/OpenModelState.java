package gemmalab.ui.shell;

import gemmalab.app.Futures;
import gemmalab.app.ModelService;
import gemmalab.app.OpenModel;
import gemmalab.model.Preset;
import gemmalab.tensor.ComputeDevice;
import gemmalab.ui.common.UiThread;
import java.nio.file.Path;
import java.util.List;
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
  private final ReadOnlyObjectWrapper<@Nullable Path> source = new ReadOnlyObjectWrapper<>();
  private final ReadOnlyObjectWrapper<@Nullable Throwable> fault = new ReadOnlyObjectWrapper<>();
  private final ReadOnlyBooleanWrapper opening = new ReadOnlyBooleanWrapper();

  private int asked;

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

  /** What would open the model again: a folder or a file; null for random weights. */
  public ReadOnlyObjectProperty<@Nullable Path> source() {
    return source.getReadOnlyProperty();
  }

  /** Why the last one did not open; null if it did. */
  public ReadOnlyObjectProperty<@Nullable Throwable> fault() {
    return fault.getReadOnlyProperty();
  }

  public ReadOnlyBooleanProperty opening() {
    return opening.getReadOnlyProperty();
  }

  // Commands

  /** Opens a preset with random weights. */
  public void open(Preset preset) {
    open(models.random(preset, ComputeDevice.AUTO), null, () -> {});
  }

  /** Opens a model folder or file. */
  public void open(Path path) {
    open(models.open(path, ComputeDevice.AUTO), path, () -> {});
  }

  /** Opens the first of these that can be opened, otherwise a preset with random weights. */
  public void openFirst(List<Path> paths, Preset otherwise) {
    if (paths.isEmpty()) {
      open(otherwise);
      return;
    }
    Path first = paths.get(0);
    open(
        models.open(first, ComputeDevice.AUTO),
        first,
        () -> openFirst(paths.subList(1, paths.size()), otherwise));
  }

  /** Takes a model over and lets go of the one before. */
  public void adopt(OpenModel next) {
    asked++; // what is still opening comes too late
    opening.set(false);
    take(next, next.run());
  }

  private void open(CompletableFuture<OpenModel> future, @Nullable Path path, Runnable afterFault) {
    int number = ++asked;
    opening.set(true);
    fault.set(null);
    Futures.watch(
        future,
        (opened, why) ->
            ui.execute(
                () -> {
                  if (number == asked) {
                    opened(opened, why, path, afterFault);
                  } else if (opened != null) {
                    models.close(opened); // another was wanted meanwhile
                  }
                }));
  }

  private void opened(
      @Nullable OpenModel opened,
      @Nullable Throwable why,
      @Nullable Path path,
      Runnable afterFault) {
    opening.set(false);
    if (opened != null) {
      take(opened, path);
    } else if (why != null) {
      fault.set(why);
      problems.show(why);
      afterFault.run();
    }
  }

  private void take(OpenModel next, @Nullable Path path) {
    OpenModel before = model.get();
    source.set(path);
    model.set(next);
    if (before != null) {
      models.close(before);
    }
  }
}
