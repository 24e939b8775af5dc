package gemmalab.ui.training;

import gemmalab.app.RunCatalog;
import gemmalab.app.RunEntry;
import gemmalab.ui.common.LatestAnswer;
import gemmalab.ui.common.UiThread;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/** The runs on disk, and the one of them that is looked at in place of the run of the moment. */
public final class RunsViewModel {

  /** What stands at the left. */
  public enum Side {
    /** What to train next. */
    FORM,
    /** What was trained. */
    RUNS
  }

  private final Path folder;
  private final Consumer<Throwable> errors;
  private final LatestAnswer list;
  private final LatestAnswer history;
  private final Set<Path> elsewhere = new LinkedHashSet<>();
  private final ObjectProperty<Side> side = new SimpleObjectProperty<>(Side.FORM);
  private final ObservableList<RunEntry> entries = FXCollections.observableArrayList();
  private final ReadOnlyBooleanWrapper listed = new ReadOnlyBooleanWrapper();
  private final ReadOnlyObjectWrapper<@Nullable Path> reading = new ReadOnlyObjectWrapper<>();
  private final ReadOnlyObjectWrapper<@Nullable PastRun> shown = new ReadOnlyObjectWrapper<>();

  /**
   * Knows of no runs yet.
   *
   * @param folder in which the runs are, which need not exist
   * @param errors hears why a run cannot be shown
   */
  RunsViewModel(Path folder, UiThread ui, Consumer<Throwable> errors) {
    this.folder = folder;
    this.errors = errors;
    list = new LatestAnswer(ui);
    history = new LatestAnswer(ui);
    side.addListener((o, old, now) -> turn(now));
  }

  // Properties

  /** The folder that is listed. */
  public Path folder() {
    return folder;
  }

  /** What stands at the left; with the form, the run of the moment is seen. */
  public ObjectProperty<Side> side() {
    return side;
  }

  /** All runs, the newest first and those that are damaged last. */
  public ObservableList<RunEntry> entries() {
    return entries;
  }

  /** Whether the runs have been looked for. */
  public ReadOnlyBooleanProperty listed() {
    return listed.getReadOnlyProperty();
  }

  /** The run that is being read; null if none is. */
  public ReadOnlyObjectProperty<@Nullable Path> reading() {
    return reading.getReadOnlyProperty();
  }

  /** The run that is looked at; null while it is the run of the moment. */
  public ReadOnlyObjectProperty<@Nullable PastRun> shown() {
    return shown.getReadOnlyProperty();
  }

  // Commands

  /** Looks again which runs there are. */
  public void visit() {
    List<Path> others = List.copyOf(elsewhere);
    list.await(
        CompletableFuture.supplyAsync(() -> RunCatalog.newestFirst(folder, others)),
        found -> {
          entries.setAll(found);
          listed.set(true);
        });
  }

  /** Shows a run as its folder has it now, or an export's folder in which it was trained. */
  public void show(Path run) {
    side.set(Side.RUNS);
    reading.set(run);
    history.await(
        CompletableFuture.supplyAsync(() -> PastRun.read(run)),
        this::take,
        fault -> {
          reading.set(null);
          errors.accept(fault);
        });
  }

  /** Goes back to the run of the moment. */
  public void close() {
    history.forget();
    reading.set(null);
    shown.set(null);
  }

  private void take(PastRun read) {
    reading.set(null);
    shown.set(read);
    if (entries.stream().noneMatch(entry -> entry.folder().equals(read.folder()))) {
      elsewhere.add(read.folder());
      visit();
    }
  }

  private void turn(Side now) {
    if (now == Side.FORM) {
      close();
    } else {
      visit();
    }
  }
}
