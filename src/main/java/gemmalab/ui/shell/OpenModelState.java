package gemmalab.ui.shell;

import gemmalab.app.ModelOpener;
import gemmalab.app.OpenModel;
import gemmalab.model.ModelPreset;
import gemmalab.tensor.ComputeDevice;
import gemmalab.text.GemmaException;
import gemmalab.ui.common.UiThread;
import gemmalab.ui.shell.ModelLoading.Progress;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;

/** The model that all screens work with. */
public final class OpenModelState {

  private final ModelOpener models;
  private final UiThread ui;
  private final ErrorNotifications errors;
  private final ReadOnlyObjectWrapper<@Nullable OpenModel> model = new ReadOnlyObjectWrapper<>();
  private final ReadOnlyObjectWrapper<@Nullable Path> source = new ReadOnlyObjectWrapper<>();
  private final ReadOnlyObjectWrapper<@Nullable Throwable> fault = new ReadOnlyObjectWrapper<>();
  private final ReadOnlyObjectWrapper<State> state = new ReadOnlyObjectWrapper<>(State.NONE);
  private final ReadOnlyObjectWrapper<Progress> loading =
      new ReadOnlyObjectWrapper<>(new ModelLoading("").progress());
  private ModelLoading current = new ModelLoading("");
  private int asked;

  /** How it stands with the model of all screens. */
  public enum State {
    /** None was asked for. */
    NONE,
    /** The first one opens. */
    OPENING,
    OPEN,
    /** One is open while another opens. */
    REPLACING,
    /** None is open, since none could be opened. */
    FAILED;

    public boolean hasModel() {
      return this == OPEN || this == REPLACING;
    }

    public boolean isOpening() {
      return this == OPENING || this == REPLACING;
    }
  }

  public OpenModelState(ModelOpener models, UiThread ui, ErrorNotifications errors) {
    this.models = models;
    this.ui = ui;
    this.errors = errors;
    ui.eachFrameWhile(state.map(State::isOpening), () -> loading.set(current.progress()));
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

  public ReadOnlyObjectProperty<State> state() {
    return state.getReadOnlyProperty();
  }

  /** How far the opening of the moment is. */
  public ReadOnlyObjectProperty<Progress> loading() {
    return loading.getReadOnlyProperty();
  }

  // Commands

  /** Opens a preset with random weights. */
  public void open(ModelPreset preset) {
    begin(preset.label());
    open(models.random(preset, ComputeDevice.AUTO), null, () -> {});
  }

  /** Opens a model folder or file. */
  public void open(Path path) {
    open(path, () -> {});
  }

  /** Ends the opening of the moment; the model that was open stays. */
  public void cancel() {
    if (state.get().isOpening()) {
      asked++;
      current.cancel();
      fault.set(model.get() == null ? new GemmaException("ui.model.cancelled") : null);
      rest();
    }
  }

  /** Opens the first of these that can be opened, otherwise a preset with random weights. */
  public void openFirst(List<Path> paths, ModelPreset otherwise) {
    if (paths.isEmpty()) {
      open(otherwise);
      return;
    }
    open(paths.get(0), () -> openFirst(paths.subList(1, paths.size()), otherwise));
  }

  /** Takes a model over and lets go of the one before. */
  public void adopt(OpenModel next) {
    asked++; // what is still opening comes too late
    current.cancel();
    take(next, next.run());
  }

  private void open(Path path, Runnable afterFault) {
    begin(String.valueOf(path.getFileName()));
    open(models.open(path, ComputeDevice.AUTO, current), path, afterFault);
  }

  /** What loads for a model that nobody wants any more would only take time from this one. */
  private void begin(String name) {
    current.cancel();
    current = new ModelLoading(name);
    loading.set(current.progress());
  }

  private void open(CompletableFuture<OpenModel> future, @Nullable Path path, Runnable afterFault) {
    int number = ++asked;
    fault.set(null);
    state.set(model.get() == null ? State.OPENING : State.REPLACING);
    ui.run(
        future,
        opened -> {
          if (number == asked) {
            take(opened, path);
          } else {
            models.close(opened); // another was wanted meanwhile
          }
        },
        why -> {
          if (number == asked) {
            fail(why);
            afterFault.run();
          }
        });
  }

  private void fail(Throwable why) {
    fault.set(why);
    rest();
    errors.show(why);
  }

  private void rest() {
    state.set(model.get() == null ? State.FAILED : State.OPEN);
  }

  private void take(OpenModel next, @Nullable Path path) {
    OpenModel before = model.get();
    source.set(path);
    model.set(next);
    state.set(State.OPEN);
    if (before != null) {
      models.close(before);
    }
  }
}
