package gemmalab.ui.training;

import gemmalab.app.OpenModel;
import gemmalab.app.ResumeRequest;
import gemmalab.app.RunEntry;
import gemmalab.app.RunNames;
import gemmalab.app.RunSummary;
import gemmalab.app.TrainingHandle;
import gemmalab.app.TrainingRequest;
import gemmalab.app.TrainingService;
import gemmalab.text.GemmaException;
import gemmalab.train.RunFolder;
import gemmalab.train.TrainConfig;
import gemmalab.train.TrainListener;
import gemmalab.train.plan.RunPlan;
import gemmalab.ui.common.UiThread;
import gemmalab.ui.shell.ErrorNotifications;
import gemmalab.ui.shell.OpenModelState;
import gemmalab.ui.shell.Questions;
import gemmalab.ui.shell.Questions.Question;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.value.ObservableValue;
import javafx.collections.FXCollections;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/** The training screen's state: the run of the moment, the form, and the runs on disk. */
public final class TrainingViewModel {

  /** What the run does. */
  public enum State {
    IDLE,
    PREPARING,
    RUNNING,
    PAUSED,
    STOPPING,
    ENDED,
    FAILED;

    /** Whether a run is under way. */
    boolean isAtWork() {
      return this != IDLE && this != ENDED && this != FAILED;
    }
  }

  private final TrainingService service;
  private final OpenModelState openModel;
  private final ErrorNotifications errors;
  private final Questions questions;
  private final UiThread ui;
  private final Path runs;
  private final TrainingForm form = new TrainingForm();
  private final WatchedRun run;
  private final RunsViewModel pastRuns;
  private final ObservableValue<WatchedRun> seen;
  private final ReadOnlyObjectWrapper<State> state = new ReadOnlyObjectWrapper<>(State.IDLE);
  private final ReadOnlyObjectWrapper<@Nullable RunPlan> plan = new ReadOnlyObjectWrapper<>();
  private final ObservableList<RunSummary> unfinished = FXCollections.observableArrayList();
  private @Nullable TrainingHandle training;
  private @Nullable Path folder;

  /**
   * Makes an idle screen.
   *
   * @param questions asks before a run goes on with another text
   * @param runs folder under which each run gets its own
   */
  public TrainingViewModel(
      TrainingService service,
      OpenModelState openModel,
      ErrorNotifications errors,
      Questions questions,
      UiThread ui,
      Path runs) {
    this.service = service;
    this.openModel = openModel;
    this.errors = errors;
    this.questions = questions;
    this.ui = ui;
    this.runs = runs;
    run = new WatchedRun(errors::show);
    pastRuns = new RunsViewModel(runs, ui, errors::show);
    pastRuns
        .entries()
        .addListener((ListChangeListener<RunEntry>) change -> unfinished.setAll(thatCanGoOn()));
    seen = pastRuns.shown().map(PastRun::run).orElse(run);
    ui.eachFrameWhile(state.map(State::isAtWork), run::drain);
  }

  // Properties

  public TrainingForm form() {
    return form;
  }

  public ReadOnlyObjectProperty<State> state() {
    return state.getReadOnlyProperty();
  }

  /** What is seen of the run of the moment, or of the last one. */
  public WatchedRun run() {
    return run;
  }

  /** The runs on disk. */
  public RunsViewModel pastRuns() {
    return pastRuns;
  }

  /** The run that is looked at: one of those on disk, or that of the moment. */
  public ObservableValue<WatchedRun> seen() {
    return seen;
  }

  /** What the run takes and what is odd in it; null before that is known. */
  public ReadOnlyObjectProperty<@Nullable RunPlan> plan() {
    return plan.getReadOnlyProperty();
  }

  /** Runs that were stopped or broke off, the newest first; {@link #visit} looks for them. */
  public ObservableList<RunSummary> unfinished() {
    return unfinished;
  }

  /** Where the run of the moment is written; null before the first. */
  public @Nullable Path folder() {
    return folder;
  }

  // Commands

  /** Starts a run with the form's numbers. */
  public void start() {
    TrainConfig config;
    try {
      config = form.config();
    } catch (GemmaException e) {
      errors.show(e);
      return;
    }
    Path target = RunNames.newFolder(runs, config.preset());
    TrainListener listener = begin(config, target);
    watch(
        service.start(new TrainingRequest(config, form.device().get(), target), listener),
        this::failed);
  }

  /** Goes on with a run that was stopped or broke off. */
  public void resume(RunSummary unfinishedRun) {
    resume(unfinishedRun, new ResumeRequest(unfinishedRun.folder(), form.device().get()));
  }

  private void resume(RunSummary unfinishedRun, ResumeRequest request) {
    TrainListener listener = begin(unfinishedRun.config(), request.folder());
    watch(
        service.resume(request, listener),
        fault -> {
          failed(fault);
          if (fault instanceof GemmaException known && known.key().equals(RunFolder.TEXT_CHANGED)) {
            errors.clear(); // the question says it
            questions.ask(
                new Question("ui.training.textChanged", request.folder().getFileName()),
                () -> resume(unfinishedRun, request.withAnyText()));
          }
        });
  }

  /** Lets the run rest. */
  public void pause() {
    if (training != null && state.get() == State.RUNNING) {
      training.pause();
      state.set(State.PAUSED);
    }
  }

  /** Goes on after a pause. */
  public void resume() {
    if (training != null && state.get() == State.PAUSED) {
      training.resume();
      state.set(State.RUNNING);
    }
  }

  /** Ends the run; its checkpoint is kept. */
  public void stop() {
    if (training != null && isActive()) {
      training.stop();
      state.set(State.STOPPING);
    }
  }

  /** The end of the run that holds the machine, its last checkpoint written; empty without one. */
  public Optional<CompletableFuture<@Nullable Void>> end() {
    return Optional.ofNullable(training).map(TrainingHandle::end);
  }

  /** Whether a run holds the machine and has not been asked to stop. */
  public boolean isActive() {
    return state.get().isAtWork() && state.get() != State.STOPPING;
  }

  /** Looks which runs there are, and which of them can go on. */
  public void visit() {
    pastRuns.visit();
  }

  /** Looks at a run on disk; at that of the moment as it is now. */
  public void show(Path past) {
    if (past.equals(folder) && state.get().isAtWork()) {
      pastRuns.close();
    } else {
      pastRuns.show(past);
    }
  }

  /** Opens the model of the run on disk that is looked at. */
  public void openModel() {
    PastRun past = pastRuns.shown().get();
    if (past != null && past.hasModel()) {
      openModel.open(past.folder());
    }
  }

  private List<RunSummary> thatCanGoOn() {
    return pastRuns.entries().stream()
        .filter(RunSummary.class::isInstance)
        .map(RunSummary.class::cast)
        .filter(RunSummary::canResume)
        .toList();
  }

  private TrainListener begin(TrainConfig config, Path where) {
    folder = where;
    plan.set(null);
    errors.clear();
    pastRuns.side().set(RunsViewModel.Side.FORM);
    state.set(State.PREPARING);
    return run.watch(config);
  }

  private void watch(TrainingHandle started, Consumer<Throwable> onFault) {
    training = started;
    ui.run(started.plan(), plan::set, fault -> {}); // the end says what is wrong
    ui.run(started.model(), this::running, fault -> {});
    ui.run(started.end(), done -> over(State.ENDED), onFault);
  }

  private void running(OpenModel model) {
    openModel.adopt(model);
    if (state.get() == State.PREPARING) {
      state.set(State.RUNNING);
    }
  }

  private void failed(Throwable fault) {
    if (fault instanceof CancellationException) { // stopped before it began
      over(State.ENDED);
    } else {
      over(State.FAILED);
      errors.show(fault);
    }
  }

  private void over(State how) {
    run.drain();
    run.end();
    training = null;
    state.set(how);
    visit();
  }
}
