package gemmalab.ui.playground;

import static org.assertj.core.api.Assertions.assertThat;

import gemmalab.app.ModelWriter;
import gemmalab.app.OpenModel;
import gemmalab.app.WeightlessModels;
import gemmalab.generate.FinishReason;
import gemmalab.generate.GeneratedToken;
import gemmalab.generate.Generation;
import gemmalab.generate.GenerationRequest;
import gemmalab.generate.NextTokenDistribution;
import gemmalab.model.ModelPreset;
import gemmalab.text.Language;
import gemmalab.ui.common.ManualUiThread;
import gemmalab.ui.common.Texts;
import gemmalab.ui.playground.PlaygroundViewModel.Side;
import gemmalab.ui.playground.StoryViewModel.State;
import gemmalab.ui.shell.ErrorNotifications;
import gemmalab.ui.shell.OpenModelState;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the playground does once a frame, with a writer that the test lets write. */
class HiddenPlaygroundTest {

  private final ManualUiThread ui = new ManualUiThread();
  private final Dictated writer = new Dictated();
  private final WeightlessModels models = new WeightlessModels();
  private final ErrorNotifications errors = new ErrorNotifications(new Texts(Language.ENGLISH));
  private final OpenModelState openModel = new OpenModelState(models, ui, errors);
  private final PlaygroundViewModel viewModel =
      new PlaygroundViewModel(writer, models, openModel, errors, ui);
  private final StoryViewModel story = viewModel.story(Side.A);

  @BeforeEach
  void open() throws Exception {
    openModel.open(ModelPreset.NANO);
    ui.await(() -> openModel.state().get().hasModel() && ui.timersThatRun() == 0);
  }

  @Test
  void whileNothingIsTypedOrWrittenNoTimerRuns() throws Exception {
    viewModel.prompt().set("A cat");
    assertThat(ui.timersThatRun()).isEqualTo(1);
    ui.await(() -> ui.timersThatRun() == 0);
    assertThat(viewModel.promptTokens().count().get()).isEqualTo(5);
  }

  @Test
  void aStoryThatNobodySeesIsWrittenWithoutATimerAndIsWhole() {
    viewModel.generate();
    writer.write(" there");
    ui.frame();
    assertThat(story.places()).hasSize(1);
    assertThat(ui.timersThatRun()).isEqualTo(1);

    viewModel.watched().set(false);
    writer.write(" was");
    ui.frame();
    assertThat(ui.timersThatRun()).isZero();
    assertThat(story.places()).hasSize(1);

    writer.end.complete(FinishReason.LENGTH);
    ui.frame();
    assertThat(story.state().get()).isEqualTo(State.DONE);
    assertThat(story.leaf().get().text()).isEqualTo("Once upon a time there was");
  }

  @Test
  void aStoryThatIsSeenAgainHasWhatCameMeanwhile() {
    viewModel.generate();
    viewModel.watched().set(false);
    writer.write(" there");
    viewModel.watched().set(true);
    ui.frame();
    assertThat(story.places()).hasSize(1);
    assertThat(story.state().get()).isEqualTo(State.WRITING);
  }

  /** Writes what it is told. */
  private static final class Dictated implements ModelWriter, ModelWriter.Text {

    private final CompletableFuture<FinishReason> end = new CompletableFuture<>();
    private Generation.Listener listener = (token, logits) -> {};
    private int written;

    void write(String token) {
      listener.chosen(
          new GeneratedToken(written++, token, 0.5, 1, 1, List.of()), new float[] {0, 1, 2});
    }

    @Override
    public Text writeWithLogits(
        OpenModel model, GenerationRequest request, Generation.Listener tokens) {
      listener = tokens;
      return this;
    }

    @Override
    public CompletableFuture<FinishReason> end() {
      return end;
    }

    @Override
    public void stop() {
      end.complete(FinishReason.STOPPED);
    }

    @Override
    public void warmUp(OpenModel model) {}

    @Override
    public CompletableFuture<float[]> next(OpenModel model, int... ids) {
      return CompletableFuture.completedFuture(new float[] {0, 1, 2});
    }

    @Override
    public int[] reads(OpenModel model, String prompt, List<Integer> tokens) {
      return new int[] {0};
    }

    @Override
    public boolean isEnd(OpenModel model, int id) {
      return false;
    }

    @Override
    public int[] tokens(OpenModel model, String text) {
      return text.chars().toArray();
    }

    @Override
    public String label(OpenModel model, int id) {
      return String.valueOf(id);
    }

    @Override
    public GeneratedToken take(
        OpenModel model, List<Integer> tokens, NextTokenDistribution next, int id) {
      throw new UnsupportedOperationException();
    }
  }
}
