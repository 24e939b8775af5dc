package gemmalab.ui.training;

import gemmalab.app.OpenModel;
import gemmalab.app.RunNames;
import gemmalab.app.Training;
import gemmalab.app.TrainingRequest;
import gemmalab.app.TrainingService;
import gemmalab.text.GemmaException;
import gemmalab.train.TrainConfig;
import gemmalab.train.TrainEvent;
import gemmalab.train.TrainingPace;
import gemmalab.train.plan.RunPlan;
import gemmalab.ui.common.UiThread;
import gemmalab.ui.shell.OpenModelState;
import gemmalab.ui.shell.Problems;
import java.nio.file.Path;
import java.util.Queue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentLinkedQueue;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/** The training screen's state. Events come from the tensor thread and are drained once a frame. */
public final class TrainingViewModel {

  /** What the run does. */
  public enum State {
    IDLE,
    PREPARING,
    RUNNING,
    PAUSED,
    STOPPING,
    ENDED,
    FAILED
  }

  /** A text that the model wrote at an evaluation. */
  public record Sample(int update, String text) {}

  private final TrainingService service;
  private final OpenModelState openModel;
  private final Problems problems;
  private final UiThread ui;
  private final Path runs;
  private final TrainingForm form = new TrainingForm();
  private final Queue<TrainEvent> events = new ConcurrentLinkedQueue<>();
  private final ReadOnlyObjectWrapper<State> state = new ReadOnlyObjectWrapper<>(State.IDLE);
  private final ReadOnlyObjectWrapper<TrainingNumbers> numbers =
      new ReadOnlyObjectWrapper<>(TrainingNumbers.NONE);
  private final ReadOnlyObjectWrapper<@Nullable RunPlan> plan = new ReadOnlyObjectWrapper<>();
  private final ReadOnlyIntegerWrapper curveVersion = new ReadOnlyIntegerWrapper();
  private final ReadOnlyIntegerWrapper checkpoints = new ReadOnlyIntegerWrapper();
  private final LossHistory trainLoss = new LossHistory();
  private final LossHistory validationLoss = new LossHistory();
  private final ObservableList<Sample> samples = FXCollections.observableArrayList();
  private TrainingPace pace = new TrainingPace(0);
  private @Nullable Training training;
  private @Nullable Path folder;
  private TrainEvent.@Nullable Step lastStep;
  private double lastLoss;

  /**
   * Makes an idle screen.
   *
   * @param runs folder under which each run gets its own
   */
  public TrainingViewModel(
      TrainingService service,
      OpenModelState openModel,
      Problems problems,
      UiThread ui,
      Path runs) {
    this.service = service;
    this.openModel = openModel;
    this.problems = problems;
    this.ui = ui;
    this.runs = runs;
    ui.eachFrame(this::drain);
  }

  // Properties

  public TrainingForm form() {
    return form;
  }

  public ReadOnlyObjectProperty<State> state() {
    return state.getReadOnlyProperty();
  }

  public ReadOnlyObjectProperty<TrainingNumbers> numbers() {
    return numbers.getReadOnlyProperty();
  }

  /** What the run takes and what is odd in it; null before that is known. */
  public ReadOnlyObjectProperty<@Nullable RunPlan> plan() {
    return plan.getReadOnlyProperty();
  }

  /** Counts the frames that changed a curve. */
  public ReadOnlyIntegerProperty curveVersion() {
    return curveVersion.getReadOnlyProperty();
  }

  public LossHistory trainLoss() {
    return trainLoss;
  }

  public LossHistory validationLoss() {
    return validationLoss;
  }

  /** Counts the checkpoints that were saved. */
  public ReadOnlyIntegerProperty checkpoints() {
    return checkpoints.getReadOnlyProperty();
  }

  /** Newest first. */
  public ObservableList<Sample> samples() {
    return samples;
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
      problems.show(e);
      return;
    }
    begin(config);
    Path target = RunNames.newFolder(runs, config.preset());
    folder = target;
    Training started =
        service.start(new TrainingRequest(config, form.device().get(), target), events::add);
    training = started;
    ui.run(started.plan(), plan::set, fault -> {}); // the end says what is wrong
    ui.run(started.model(), this::running, fault -> {});
    ui.run(started.end(), done -> ended(null), this::ended);
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

  /** Whether a run holds the machine. */
  public boolean isActive() {
    State now = state.get();
    return now == State.PREPARING || now == State.RUNNING || now == State.PAUSED;
  }

  private void begin(TrainConfig config) {
    events.clear();
    trainLoss.clear();
    validationLoss.clear();
    samples.clear();
    pace = new TrainingPace(config.schedule().updates());
    numbers.set(TrainingNumbers.start(config));
    plan.set(null);
    curveVersion.set(curveVersion.get() + 1);
    problems.clear();
    state.set(State.PREPARING);
  }

  private void running(OpenModel model) {
    openModel.adopt(model);
    if (state.get() == State.PREPARING) {
      state.set(State.RUNNING);
    }
  }

  private void ended(@Nullable Throwable fault) {
    drain();
    training = null;
    if (fault == null || fault instanceof CancellationException) { // stopped before it began
      state.set(State.ENDED);
    } else {
      state.set(State.FAILED);
      problems.show(fault);
    }
  }

  private void drain() {
    TrainEvent event = events.poll();
    if (event == null) {
      return;
    }
    TrainingNumbers latest = numbers.get();
    while (event != null) {
      latest = take(event, latest);
      event = events.poll();
    }
    numbers.set(latest);
    curveVersion.set(curveVersion.get() + 1);
  }

  private TrainingNumbers take(TrainEvent event, TrainingNumbers before) {
    if (event instanceof TrainEvent.Step step) {
      lastStep = step;
      lastLoss = step.trainLoss();
      pace.on(step);
      trainLoss.add(step.update(), step.trainLoss());
      return before.after(step, pace);
    }
    if (event instanceof TrainEvent.Evaluated evaluated) {
      lastLoss = evaluated.valLoss();
      validationLoss.add(evaluated.update(), evaluated.valLoss());
      return before.after(evaluated);
    }
    if (event instanceof TrainEvent.Sampled sampled) {
      samples.add(0, new Sample(sampled.update(), sampled.text()));
    } else if (event instanceof TrainEvent.Saved) {
      checkpoints.set(checkpoints.get() + 1);
    } else if (event instanceof TrainEvent.Ended ended
        && ended.reason() == TrainEvent.EndReason.DIVERGED
        && lastStep != null) {
      problems.show(lastStep.divergence(lastLoss));
    }
    return before;
  }
}
