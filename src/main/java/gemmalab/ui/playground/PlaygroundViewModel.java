package gemmalab.ui.playground;

import gemmalab.app.ModelService;
import gemmalab.app.OpenModel.Origin;
import gemmalab.app.PlaygroundService;
import gemmalab.generate.GenerationRequest;
import gemmalab.generate.GenerationRequest.Reading;
import gemmalab.generate.SamplingSettings;
import gemmalab.generate.StoryExport;
import gemmalab.generate.StoryTree.StoryNode;
import gemmalab.text.GemmaException;
import gemmalab.ui.common.UiThread;
import gemmalab.ui.shell.OpenModelState;
import gemmalab.ui.shell.Problems;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.LongProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.beans.property.SimpleLongProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/** The playground's state: a prompt, its settings, and one story, or two beside each other. */
public final class PlaygroundViewModel {

  private static final int HISTORY = 20;
  private static final int WHOLE_STORY = 240; // tokens; small stories end before that
  private static final int SEEDS = 100_000; // short enough to be told to a friend

  private final StringProperty prompt = new SimpleStringProperty("Once upon a time");
  private final PromptTokens promptTokens;
  private final ObservableList<String> history = FXCollections.observableArrayList();
  private final SamplingKnobs knobs = new SamplingKnobs();
  private final DoubleProperty maxTokens = new SimpleDoubleProperty(WHOLE_STORY);
  private final LongProperty seed = new SimpleLongProperty(7);
  private final BooleanProperty newSeeds = new SimpleBooleanProperty(true);
  private final StringProperty stopTexts = new SimpleStringProperty("");
  private final BooleanProperty cached = new SimpleBooleanProperty(true);
  private final BooleanProperty comparing = new SimpleBooleanProperty();
  private final ObjectProperty<Side> active = new SimpleObjectProperty<>(Side.A);
  private final Map<Side, StoryViewModel> stories = new EnumMap<>(Side.class);
  private final Map<Side, SamplingSettings> settings = new EnumMap<>(Side.class);
  private final Problems problems;
  private final Random dice = new Random();
  private boolean beginWhenOpen;

  /** The two stories of a comparison; without one there is only the first. */
  public enum Side {
    A,
    B
  }

  public PlaygroundViewModel(
      PlaygroundService service,
      ModelService models,
      OpenModelState openModel,
      Problems problems,
      UiThread ui) {
    this.problems = problems;
    for (Side side : Side.values()) {
      ModelChoice model = new ModelChoice(openModel, models, problems, ui);
      settings.put(side, knobs.settings());
      stories.put(side, new StoryViewModel(service, model, () -> request(side), problems, ui));
    }
    promptTokens = new PromptTokens(service, story(Side.A).model(), prompt, ui, this::preview);
    knobs.onChange(this::useKnobs);
    active.addListener((o, old, now) -> knobs.take(settings(now)));
    comparing.addListener((o, old, now) -> compare(now));
    openModel
        .model()
        .addListener(
            (o, old, now) -> {
              if (now != null && beginWhenOpen) {
                beginWhenOpen = false;
                ui.execute(this::begin); // when all have heard of the model
              } else if (now != null && now.origin() != Origin.TRAINING) {
                service.rehearse(now);
              }
            });
  }

  // Properties

  public StringProperty prompt() {
    return prompt;
  }

  public PromptTokens promptTokens() {
    return promptTokens;
  }

  /** The last prompts that were used, newest first. */
  public ObservableList<String> history() {
    return history;
  }

  /** Of the active story. */
  public SamplingKnobs knobs() {
    return knobs;
  }

  public DoubleProperty maxTokens() {
    return maxTokens;
  }

  public LongProperty seed() {
    return seed;
  }

  /** Whether each new story throws the dice. */
  public BooleanProperty newSeeds() {
    return newSeeds;
  }

  /** Texts that end a story, with | between them; \n is the end of a line. */
  public StringProperty stopTexts() {
    return stopTexts;
  }

  /** Whether keys and values are kept. */
  public BooleanProperty cached() {
    return cached;
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
    if (newSeeds.get()) {
      roll();
    }
    replay();
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
    remember(prompt.get());
    shownSides().forEach(side -> story(side).generate());
  }

  /** Writes on where the stories end. */
  public void goOn() {
    shownSides().forEach(side -> story(side).goOn());
  }

  /** Ends the texts; what is there stays. */
  public void stop() {
    shownSides().forEach(side -> story(side).stop());
  }

  /** Throws the dice for a seed. */
  public void roll() {
    seed.set(dice.nextInt(SEEDS));
  }

  /** Takes back the last deletion, branch or new story of the active story. */
  public void undo() {
    story(active.get()).undo();
  }

  /** Writes the branch on screen to a file. */
  public void export(Side side, StoryExport format, Path file) {
    StoryNode end = story(side).leaf().get();
    try {
      Files.writeString(file, format.write(end));
    } catch (IOException e) {
      problems.show(new GemmaException("error.story.export", file, String.valueOf(e.getMessage())));
    }
  }

  private GenerationRequest request(Side side) {
    List<String> stops =
        Arrays.stream(stopTexts.get().split("\\|")).map(text -> text.replace("\\n", "\n")).toList();
    return new GenerationRequest(
            prompt.get(), (int) Math.round(maxTokens.get()), settings(side).withSeed(seed.get()))
        .withStopTexts(stops)
        .with(cached.get() ? Reading.CACHED : Reading.ANEW);
  }

  private SamplingSettings settings(Side side) {
    return settings.getOrDefault(side, SamplingKnobs.Preset.BALANCED.settings());
  }

  private void useKnobs() {
    settings.put(active.get(), knobs.settings());
    story(active.get()).choice().use(knobs.settings());
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
    shownSides().forEach(side -> story(side).preview(prompt.get()));
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
