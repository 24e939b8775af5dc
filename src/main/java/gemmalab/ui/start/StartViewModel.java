package gemmalab.ui.start;

import gemmalab.app.BundledModel;
import gemmalab.app.RunCatalog;
import gemmalab.app.RunSummary;
import gemmalab.text.GemmaException;
import gemmalab.ui.common.UiThread;
import gemmalab.ui.playground.PlaygroundViewModel;
import gemmalab.ui.shell.Destination;
import gemmalab.ui.shell.OpenModelState;
import gemmalab.ui.training.TrainingViewModel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/** What the first screen leads to: each way ends at something that moves. */
public final class StartViewModel {

  private static final int RUNS_SHOWN = 5;

  private final OpenModelState openModel;
  private final PlaygroundViewModel playground;
  private final TrainingViewModel training;
  private final Path runs;
  private final UiThread ui;
  private final ObservableList<LocalModel> localModels = FXCollections.observableArrayList();
  private boolean visitLater;

  /**
   * Makes the state of a first screen.
   *
   * @param runs folder of the user's runs
   */
  public StartViewModel(
      OpenModelState openModel,
      PlaygroundViewModel playground,
      TrainingViewModel training,
      Path runs,
      UiThread ui) {
    this.openModel = openModel;
    this.playground = playground;
    this.training = training;
    this.runs = runs;
    this.ui = ui;
    openModel.state().addListener((o, old, now) -> visitAfterOpening());
  }

  // Properties

  public OpenModelState openModel() {
    return openModel;
  }

  /** The bundled model and the newest runs that left a model. */
  public ObservableList<LocalModel> localModels() {
    return localModels;
  }

  // Commands

  /**
   * Reads again which models there are, once one is open: until then the machine has enough to do.
   */
  public void visit() {
    if (openModel.state().get().isOpening()) {
      visitLater = true;
      return;
    }
    ui.run(
        CompletableFuture.supplyAsync(() -> localModels(BundledModel.folder(), runs)),
        localModels::setAll);
  }

  public void open(LocalModel model) {
    openModel.open(model.path());
  }

  /** Goes through a door, and sets in motion what is behind it. */
  public void enter(StartAction action, Consumer<Destination> go) {
    go.accept(action.destination());
    switch (action) {
      case WRITE -> playground.begin();
      case TRAIN -> {
        if (!training.isActive()) {
          training.start();
        }
      }
      case READ, LOOK -> {} // they are alive as soon as they are seen
    }
  }

  private void visitAfterOpening() {
    if (visitLater && !openModel.state().get().isOpening()) {
      visitLater = false;
      visit();
    }
  }

  /** What cannot be opened is left out: the first screen is no place to complain. */
  static List<LocalModel> localModels(Optional<Path> bundled, Path runs) {
    List<LocalModel> models = new ArrayList<>();
    bundled
        .flatMap(StartViewModel::whole)
        .map(run -> new LocalModel(run, true))
        .ifPresent(models::add);
    newest(runs).map(run -> new LocalModel(run, false)).forEach(models::add);
    return models;
  }

  private static Optional<RunSummary> whole(Path run) {
    try {
      return Optional.of(RunSummary.of(run));
    } catch (GemmaException damaged) {
      return Optional.empty();
    }
  }

  private static Stream<RunSummary> newest(Path runs) {
    try {
      List<RunSummary> whole =
          Files.isDirectory(runs)
              ? RunCatalog.list(runs).stream()
                  .filter(RunSummary.class::isInstance)
                  .map(RunSummary.class::cast)
                  .filter(run -> run.best() != null)
                  .toList()
              : List.of();
      return whole.stream()
          .sorted(Comparator.comparing(RunSummary::started).reversed())
          .limit(RUNS_SHOWN);
    } catch (GemmaException unreadable) {
      return Stream.empty();
    }
  }
}
