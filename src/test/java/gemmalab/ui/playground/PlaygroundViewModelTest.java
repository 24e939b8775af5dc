package gemmalab.ui.playground;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import gemmalab.app.Lab;
import gemmalab.app.OpenModel;
import gemmalab.generate.FinishReason;
import gemmalab.generate.GeneratedToken;
import gemmalab.generate.GenerationRequest;
import gemmalab.generate.NextTokenDistribution;
import gemmalab.generate.SamplingSettings;
import gemmalab.generate.StoryExport;
import gemmalab.generate.StoryTree.StoryNode;
import gemmalab.model.ModelPreset;
import gemmalab.text.Language;
import gemmalab.ui.common.ManualUiThread;
import gemmalab.ui.common.Texts;
import gemmalab.ui.playground.PlaygroundViewModel.Side;
import gemmalab.ui.playground.StoryViewModel.State;
import gemmalab.ui.shell.ErrorNotifications;
import gemmalab.ui.shell.OpenModelState;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The view models without a window, with the real engine and an untrained nano model. */
class PlaygroundViewModelTest {

  private final ManualUiThread ui = new ManualUiThread();
  private final Lab lab = Lab.forTerminal();
  private final ErrorNotifications errors = new ErrorNotifications(new Texts(Language.ENGLISH));
  private OpenModelState openModel;
  private PlaygroundViewModel viewModel;
  private StoryViewModel story;

  @BeforeEach
  void open() throws Exception {
    openModel = new OpenModelState(lab.models(), ui, errors);
    viewModel = new PlaygroundViewModel(lab.playground(), lab.models(), openModel, errors, ui);
    story = viewModel.story(Side.A);
    viewModel.order().maxTokens().set(6);
    viewModel.order().newSeeds().set(false);
    openModel.open(ModelPreset.NANO);
    ui.await(() -> openModel.model().get() != null);
    viewModel.writing().allow();
  }

  @AfterEach
  void close() {
    lab.close();
  }

  @Test
  void aStoryGrowsAndEndsAndGoesOn() throws Exception {
    write();
    assertThat(story.places()).hasSize(6);
    assertThat(story.end().get()).isEqualTo(FinishReason.LENGTH);
    assertThat(story.speed().firstTokenMs().get()).isPositive();
    String before = story.leaf().get().text();

    viewModel.continueStory();
    ui.await(this::isDone);
    assertThat(story.places()).hasSize(12);
    assertThat(story.leaf().get().text()).startsWith(before);
  }

  @Test
  void aStoppedStoryKeepsWhatIsThere() throws Exception {
    viewModel.order().maxTokens().set(400);
    viewModel.generate();
    ui.await(() -> story.places().size() >= 3);
    viewModel.stop();
    ui.await(this::isDone);
    assertThat(story.end().get()).isEqualTo(FinishReason.STOPPED);
    assertThat(story.places()).hasSizeBetween(3, 399);
  }

  @Test
  void withoutTheCacheTheSameStoryIsWrittenAndBothSpeedsAreKnown() throws Exception {
    write();
    StoryNode cached = story.leaf().get();
    viewModel.order().cached().set(false);
    viewModel.replay();
    ui.await(this::isDone);
    assertThat(story.leaf().get()).isSameAs(cached);
    for (GenerationRequest.CacheMode reading : GenerationRequest.CacheMode.values()) {
      assertThat(story.speed().tokensPerSecond(reading).get()).isPositive();
    }
  }

  @Test
  void aStopTextEndsTheStory() throws Exception {
    write();
    String second = token(story.places().get(1)).text();
    viewModel.order().stopStrings().set("never|" + second);
    viewModel.replay();
    ui.await(this::isDone);
    assertThat(story.end().get()).isEqualTo(FinishReason.STOP_STRING);
    assertThat(story.places()).hasSizeLessThanOrEqualTo(2);
  }

  @Test
  void theSameSeedWritesTheSameStoryAgainAsTheSameBranch() throws Exception {
    write();
    StoryNode first = story.leaf().get();
    viewModel.replay();
    ui.await(this::isDone);
    assertThat(story.leaf().get()).isSameAs(first);
  }

  @Test
  void threeBranchesDeepAndBackIsAFreshRunWithTheSameTokens() throws Exception {
    write();
    StoryNode trunk = story.leaf().get();
    String text = trunk.text();
    for (int depth = 1; depth <= 3; depth++) {
      StoryNode at = story.places().get(depth);
      branchAt(at);
      assertThat(story.places().get(depth)).isNotSameAs(at);
      assertFresh(story.leaf().get());
    }
    story.walk(trunk);
    assertThat(story.leaf().get()).isSameAs(trunk);
    assertThat(trunk.text()).isEqualTo(text);
    assertFresh(trunk);
  }

  @Test
  void movingASliderMovesTheBarsAtOnceAndRunsNoModel() throws Exception {
    ui.await(() -> story.choice().choice().get() != null);
    Choice before = choice();
    viewModel.sampling().temperature().set(0.1);
    assertThat(choice().rows().get(0).candidate().scaledProbability())
        .isGreaterThan(before.rows().get(0).candidate().scaledProbability());
    assertThat(choice().rows().get(0).candidate().modelProbability())
        .isEqualTo(before.rows().get(0).candidate().modelProbability());
    viewModel.sampling().topK().set(3);
    assertThat(choice().cutBefore()).isEqualTo(3);
    viewModel.sampling().take(SamplingSettings.GREEDY);
    assertThat(choice().keptCount()).isEqualTo(1);
    assertThat(choice().rows().get(0).candidate().samplingProbability()).isEqualTo(1);
  }

  @Test
  void aTokenTakenAtTheEndBecomesTheNext() throws Exception {
    ui.await(() -> story.choice().choice().get() != null);
    int id = choice().rows().get(2).candidate().id();
    story.take(id);
    assertThat(story.places()).hasSize(1);
    assertThat(token(story.places().get(0)).id()).isEqualTo(id);
    assertThat(token(story.places().get(0)).rank()).isEqualTo(3);
    assertFresh(story.leaf().get());
  }

  @Test
  void aDeletedBranchComesBackByUndo() throws Exception {
    write();
    StoryNode trunk = story.leaf().get();
    branchAt(story.places().get(2));
    StoryNode branch = story.leaf().get();

    story.delete(story.places().get(2));
    assertThat(story.leaf().get()).isSameAs(trunk);
    story.undo();
    assertThat(story.leaf().get()).isSameAs(branch);
    assertThat(branch.path().get(1).next()).hasSize(2);
  }

  @Test
  void aNewStoryLeavesTheOldOneOneUndoAway() throws Exception {
    write();
    StoryNode first = story.leaf().get();
    viewModel.prompt().set("The dog");
    write();
    assertThat(story.leaf().get().text()).startsWith("The dog");
    viewModel.undo();
    assertThat(story.leaf().get()).isSameAs(first);
  }

  @Test
  void twoStoriesOfOneModelOneSeedAndOneSettingAreTheSame() throws Exception {
    viewModel.comparing().set(true);
    write();
    StoryViewModel other = viewModel.story(Side.B);
    ui.await(() -> other.state().get() == State.DONE);
    assertThat(other.leaf().get().text()).isEqualTo(story.leaf().get().text());

    viewModel.active().set(Side.B);
    viewModel.sampling().take(SamplingSettings.GREEDY);
    viewModel.active().set(Side.A);
    assertThat(viewModel.sampling().temperature().get()).isEqualTo(0.8);
    viewModel.replay();
    ui.await(() -> isDone() && other.state().get() == State.DONE);
    assertThat(other.places()).allMatch(place -> token(place).rank() == 1);
    assertThat(story.places()).anyMatch(place -> token(place).rank() > 1);
  }

  @Test
  void thePromptIsCountedAndRemembered() throws Exception {
    viewModel.prompt().set("Once upon a time");
    ui.frame();
    assertThat(viewModel.promptTokens().count().get()).isEqualTo(4);
    assertThat(viewModel.promptTokens().pieces().get().get(1).label()).isEqualTo(" upon");
    assertThat(viewModel.promptTokens().limit().get()).isPositive();
    write();
    assertThat(viewModel.history()).containsExactly("Once upon a time");
  }

  @Test
  void anExportHoldsTheStory(@TempDir Path folder) throws Exception {
    write();
    for (StoryExport format : StoryExport.values()) {
      Path file = folder.resolve("story." + format.extension());
      viewModel.export(Side.A, format, file);
      assertThat(Files.readString(file)).contains("Once upon a time");
    }
    assertThat(Files.readString(folder.resolve("story.json")))
        .contains("\"probability\"")
        .contains("\"alternatives\"");
    assertThat(Files.readString(folder.resolve("story.html"))).contains("surprise-");
    viewModel.export(Side.A, StoryExport.TEXT, folder.resolve("no/such/story.txt"));
    assertThat(errors.sentence().get()).contains("could not be exported");
  }

  /** Takes the likeliest token that is not there yet, and waits for the story to go on. */
  private void branchAt(StoryNode at) throws Exception {
    story.select(at);
    ui.await(() -> story.choice().choice().get() != null);
    int id =
        choice().rows().stream()
            .filter(row -> !row.taken())
            .findFirst()
            .orElseThrow()
            .candidate()
            .id();
    story.take(id);
    ui.await(this::isDone);
  }

  /**
   * Each token's probability is that of a model which reads the text before it for the first time.
   */
  private void assertFresh(StoryNode end) {
    OpenModel model = Objects.requireNonNull(openModel.model().get());
    List<Integer> ids = end.ids();
    for (int i = 0; i < ids.size(); i++) {
      int[] text = lab.playground().reads(model, end.prompt(), ids.subList(0, i));
      float[] logits = lab.playground().next(model, text).join();
      double fresh =
          new NextTokenDistribution(logits, text, SamplingSettings.GREEDY).probability(ids.get(i));
      assertThat(end.tokens().get(i).probability()).isCloseTo(fresh, within(1e-5));
    }
  }

  private void write() throws Exception {
    viewModel.generate();
    ui.await(this::isDone);
  }

  private boolean isDone() {
    return story.state().get() == State.DONE;
  }

  private Choice choice() {
    return Objects.requireNonNull(story.choice().choice().get());
  }

  private static GeneratedToken token(StoryNode place) {
    return Objects.requireNonNull(place.token());
  }
}
