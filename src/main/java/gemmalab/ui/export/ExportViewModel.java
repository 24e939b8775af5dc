package gemmalab.ui.export;

import gemmalab.app.ExportService;
import gemmalab.app.ExportService.ExportHandle;
import gemmalab.app.Futures;
import gemmalab.app.OpenModel;
import gemmalab.checkpoint.export.ExportProgress;
import gemmalab.checkpoint.export.ExportResult;
import gemmalab.files.FileFaults;
import gemmalab.text.GemmaException;
import gemmalab.ui.common.UiThread;
import gemmalab.ui.shell.ErrorNotifications;
import gemmalab.ui.shell.FilePicker;
import gemmalab.ui.shell.OpenModelState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javafx.beans.binding.Bindings;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.value.ObservableValue;
import org.jspecify.annotations.Nullable;

/** Writes the open model in another format, one at a time. */
public final class ExportViewModel {

  private static final long SECONDS_TO_TIDY = 5;
  private static final ExportProgress NOTHING = new ExportProgress(0, 1, 0);

  private final ExportService service;
  private final OpenModelState openModel;
  private final ErrorNotifications errors;
  private final UiThread ui;
  private final ReadOnlyObjectWrapper<@Nullable Path> writing = new ReadOnlyObjectWrapper<>();
  private final ReadOnlyObjectWrapper<ExportProgress> progress =
      new ReadOnlyObjectWrapper<>(NOTHING);
  private final ReadOnlyObjectWrapper<@Nullable Exported> exported = new ReadOnlyObjectWrapper<>();
  private volatile ExportProgress latest = NOTHING;
  private Path folder;
  private @Nullable ExportHandle handle;

  /** A model that was written. */
  public record Exported(Path path, ExportResult result) {}

  /**
   * Writes nothing yet.
   *
   * @param folder where models are written if the user says nothing else
   */
  public ExportViewModel(
      ExportService service,
      OpenModelState openModel,
      Path folder,
      ErrorNotifications errors,
      UiThread ui) {
    this.service = service;
    this.openModel = openModel;
    this.folder = folder;
    this.errors = errors;
    this.ui = ui;
    ui.eachFrameWhile(isWriting(), () -> progress.set(latest));
  }

  // Properties

  /** The file or folder that is being written; null if none is. */
  public ReadOnlyObjectProperty<@Nullable Path> writing() {
    return writing.getReadOnlyProperty();
  }

  ObservableValue<Boolean> isWriting() {
    return writing.map(path -> true).orElse(false);
  }

  /** Whether the open model is on disk, and no other is being written. */
  public ObservableValue<Boolean> isPossible() {
    return Bindings.createBooleanBinding(
        () -> openModel.source().get() != null && writing.get() == null,
        openModel.source(),
        writing);
  }

  public ReadOnlyObjectProperty<ExportProgress> progress() {
    return progress.getReadOnlyProperty();
  }

  /** What was written last, until the user has seen it; null before. */
  public ReadOnlyObjectProperty<@Nullable Exported> exported() {
    return exported.getReadOnlyProperty();
  }

  /** A form for the open model; empty if it is not on disk, or another is being written. */
  public Optional<ExportForm> form() {
    OpenModel model = openModel.model().get();
    Path source = openModel.source().get();
    return model == null || source == null || writing.get() != null
        ? Optional.empty()
        : Optional.of(new ExportForm(source, model.name(), model.config(), folder));
  }

  // Commands

  /** Writes what the form says. */
  public void start(ExportForm form) {
    Path place = form.folder().get();
    forget();
    try {
      Files.createDirectories(place);
    } catch (IOException e) {
      errors.show(new GemmaException(e, "error.file.unwritable", place, FileFaults.reason(e)));
      return;
    }
    latest = NOTHING;
    progress.set(NOTHING);
    Path output = form.output().orElseThrow();
    ExportHandle started = service.start(form.request(), now -> latest = now);
    handle = started;
    writing.set(output);
    ui.run(started.end(), result -> end(output, result), this::fail);
  }

  /** Ends it; nothing half-written stays. */
  public void cancel() {
    if (handle != null) {
      handle.cancel();
    }
  }

  /** Ends it, and waits until nothing half-written is there; for a window that closes. */
  public void cancelAndWait() {
    ExportHandle last = handle;
    if (last == null) {
      return;
    }
    last.cancel();
    try {
      last.end().get(SECONDS_TO_TIDY, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | CancellationException | TimeoutException e) {
      // as it was asked for
    }
  }

  /** Shows what was written where it lies. */
  void show(FilePicker picker) {
    Exported done = exported.get();
    if (done != null) {
      try {
        picker.show(done.path());
      } catch (GemmaException e) {
        errors.show(e);
      }
    }
  }

  /** The user has seen what was written. */
  public void forget() {
    exported.set(null);
  }

  private void end(Path output, ExportResult result) {
    rest();
    folder = Objects.requireNonNull(output.getParent());
    exported.set(new Exported(output, result));
  }

  private void fail(Throwable fault) {
    rest();
    if (!(Futures.cause(fault) instanceof CancellationException)) {
      errors.show(fault);
    }
  }

  private void rest() {
    handle = null;
    writing.set(null);
  }
}
