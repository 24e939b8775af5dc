package gemmalab.ui.playground;

import gemmalab.app.ModelOpener;
import gemmalab.app.ModelWriter;
import gemmalab.app.OpenModel.Origin;
import gemmalab.files.DurableFile;
import gemmalab.files.FileFaults;
import gemmalab.generate.SamplingSettings;
import gemmalab.generate.StoryExport;
import gemmalab.generate.StoryTree.StoryNode;
import gemmalab.text.GemmaException;
import gemmalab.ui.common.UiThread;
import gemmalab.ui.shell.ErrorNotifications;
import gemmalab.ui.shell.OpenModelState;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/** The playground's state: a prompt, its settings, and one story, or two beside each other. */
public final class PlaygroundViewModel {

  private static final int HISTORY = 20;

  private final WritingOrder order = new WritingOrder();
  private final PromptTokens promptTokens;
  private final ObservableList<String> history = FXCollections.observableArrayList();
  private final SamplingControls sampling = new SamplingControls();
  private final BooleanProperty watched = new SimpleBooleanProperty(true);
  private final BooleanProperty comparing = new SimpleBooleanProperty();
  private final ObjectProperty<Side> active = new SimpleObjectProperty<>(Side.A);
  private final Map<Side, StoryViewModel> stories = new EnumMap<>(Side.class);
  private final Map<Side, SamplingSettings> settings = new EnumMap<>(Side.class);
  private final ErrorNotifications errors;
  private final WritingModel writing;
  private boolean beginWhenOpen;

  /** The two stories of a comparison; without one there is only the first. */
  public enum Side {
    A,
    B
  }

  public PlaygroundViewModel(
      ModelWriter service,
      ModelOpener models,
      OpenModelState openModel,
      ErrorNotifications errors,
      UiThread ui) {
    this.errors = errors;
    writing = new WritingModel(openModel);
    for (Side side : Side.values()) {
      ModelChoice model = new ModelChoice(writing, models, ui);
      settings.put(side, sampling.settings());
      stories.put(
          side,
          new StoryViewModel(
              service, model, () -> order.request(settings(side)), errors, ui, watched));
    }
    promptTokens =
        new PromptTokens(
            service, story(Side.A).model(), order.prompt(), ui, watched, this::preview);
    sampling.onChange(this::useSampling);
    active.addListener((o, old, now) -> sampling.take(settings(now)));
    comparing.addListener((o, old, now) -> compare(now));
    writing
        .model()
        .addListener(
            (o, old, now) -> {
              if (now != null && beginWhenOpen) {
                beginWhenOpen = false;
                ui.execute(this::begin); // when all have heard of the model
              } else if (now != null && now.origin() != Origin.TRAINING) {
                service.warmUp(now);
              }
            });
  }

  // Properties

  /** What is to be written. */
  public WritingOrder order() {
    return order;
  }

  public StringProperty prompt() {
    return order.prompt();
  }

  /** Whether the screen is in sight: what nobody sees is not drawn. */
  public BooleanProperty watched() {
    return watched;
  }

  /** The model of all screens, unless it has random weights that nobody wants to see write. */
  public WritingModel writing() {
    return writing;
  }

  public PromptTokens promptTokens() {
    return promptTokens;
  }

  /** The last prompts that were used, newest first. */
  public ObservableList<String> history() {
    return history;
  }

  /** Of the active story. */
  public SamplingControls sampling() {
    return sampling;
  }

  public BooleanProperty comparing() {
    return comparing;
  }

  /** The story whose knobs and choice are shown. */
  public ObjectProperty<Side> active() {
    return active;
  }

  public StoryViewModel story(Side side) {
    StoryViewModel story = stories.get(side);
    if (story == null) {
      throw new IllegalStateException("no story " + side);
    }
    return story;
  }

  /** What the first story does. */
  public ReadOnlyObjectProperty<StoryViewModel.State> state() {
    return story(Side.A).state();
  }

  // Commands

  /** Writes a new story, with a new seed if the dice are on. */
  public void generate() {
    if (order.newSeeds().get()) {
      order.roll();
    }
    replay();
  }

  /** Lets an untrained model write, and begins. */
  public void writeAnyway() {
    writing.allow();
    begin();
  }

  /** Lets a story begin if none is there, as soon as there is a model to write it. */
  public void begin() {
    StoryViewModel story = story(Side.A);
    if (story.state().get() != StoryViewModel.State.EMPTY) {
      return;
    }
    if (story.model().model().get() != null) {
      generate();
    } else {
      beginWhenOpen = true;
    }
  }

  /** Writes from the prompt with the seed as it stands. */
  public void replay() {
    remember(prompt().get());
    shownSides().forEach(side -> story(side).generate());
  }

  /** Writes on where the stories end. */
  public void continueStory() {
    shownSides().forEach(side -> story(side).continueStory());
  }

  /** Ends the texts; what is there stays. */
  public void stop() {
    shownSides().forEach(side -> story(side).stop());
  }

  /** Takes back the last deletion, branch or new story of the active story. */
  public void undo() {
    story(active.get()).undo();
  }

  /** Writes the branch on screen to a file. */
  public void export(Side side, StoryExport format, Path file) {
    StoryNode end = story(side).leaf().get();
    try {
      DurableFile.write(file, format.write(end));
    } catch (IOException e) {
      errors.show(new GemmaException("error.story.export", file, FileFaults.reason(e)));
    }
  }

  private SamplingSettings settings(Side side) {
    return settings.getOrDefault(side, SamplingControls.SamplingPreset.BALANCED.settings());
  }

  private void useSampling() {
    settings.put(active.get(), sampling.settings());
    story(active.get()).choice().use(sampling.settings());
  }

  private void compare(boolean now) {
    if (now) {
      settings.put(Side.B, settings(Side.A));
      story(Side.B).choice().use(settings(Side.A));
      preview();
    } else {
      story(Side.B).stop();
      active.set(Side.A);
    }
  }

  private void preview() {
    shownSides().forEach(side -> story(side).preview(prompt().get()));
  }

  private List<Side> shownSides() {
    return comparing.get() ? List.of(Side.values()) : List.of(Side.A);
  }

  private void remember(String used) {
    history.remove(used);
    history.add(0, used);
    if (history.size() > HISTORY) {
      history.remove(HISTORY, history.size());
    }
  }
}
