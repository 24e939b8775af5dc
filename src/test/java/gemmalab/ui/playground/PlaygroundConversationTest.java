package gemmalab.ui.playground;

import static org.assertj.core.api.Assertions.assertThat;

import gemmalab.app.ChatModels;
import gemmalab.app.Lab;
import gemmalab.generate.StoryTree.StoryNode;
import gemmalab.model.ModelPreset;
import gemmalab.text.Language;
import gemmalab.ui.common.ManualUiThread;
import gemmalab.ui.common.Texts;
import gemmalab.ui.playground.PlaygroundViewModel.Side;
import gemmalab.ui.playground.StoryViewModel.State;
import gemmalab.ui.shell.ErrorNotifications;
import gemmalab.ui.shell.OpenModelState;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Turns and answers without a window, with a tiny random model. */
class PlaygroundConversationTest {

  @TempDir private Path folder;

  private final ManualUiThread ui = new ManualUiThread();
  private final Lab lab = Lab.forTerminal();
  private final ErrorNotifications errors = new ErrorNotifications(new Texts(Language.ENGLISH));
  private final OpenModelState openModel = new OpenModelState(lab.models(), ui, errors);
  private final PlaygroundViewModel viewModel =
      new PlaygroundViewModel(lab.playground(), lab.models(), openModel, errors, ui);
  private final StoryViewModel story = viewModel.story(Side.A);

  @BeforeEach
  void open() throws Exception {
    viewModel.order().maxTokens().set(6);
    viewModel.order().newSeeds().set(false);
    openModel.open(ChatModels.write(folder, 100));
    ui.await(() -> openModel.model().get() != null);
  }

  @AfterEach
  void close() {
    lab.close();
  }

  @Test
  void promptIsATurnAndTheNextOneGoesOn() throws Exception {
    assertThat(viewModel.canConverse().get()).isTrue();
    viewModel.conversing().set(true);
    say("Hello");
    assertThat(story.leaf().get().prompt())
        .isEqualTo("<start_of_turn>user\nHello<end_of_turn>\n<start_of_turn>model\n");
    assertThat(viewModel.prompt().get()).isEmpty();
    StoryNode first = story.leaf().get();
    String answer = first.text().substring(first.prompt().length()).strip();

    say("And you?");
    assertThat(story.leaf().get().prompt())
        .isEqualTo(
            "<start_of_turn>user\nHello<end_of_turn>\n<start_of_turn>model\n"
                + answer
                + "<end_of_turn>\n<start_of_turn>user\nAnd you?<end_of_turn>\n"
                + "<start_of_turn>model\n");

    story.walk(first);
    say("Who?");
    assertThat(story.leaf().get().prompt()).contains("Hello", "Who?").doesNotContain("And you?");
  }

  @Test
  void nothingIsSaidWithoutWords() throws Exception {
    viewModel.conversing().set(true);
    viewModel.prompt().set("  ");
    viewModel.generate();
    assertThat(story.state().get()).isEqualTo(State.EMPTY);
  }

  @Test
  void oldTurnsThatNoLongerFitAreDroppedAndCounted() throws Exception {
    viewModel.conversing().set(true);
    for (int turn = 0; turn < 6; turn++) {
      say("turn " + turn);
    }
    assertThat(story.conversation().dropped().get()).isPositive();
    assertThat(story.leaf().get().prompt()).contains("turn 5").doesNotContain("turn 0");
  }

  @Test
  void withoutTheSwitchAPromptIsPlainText() throws Exception {
    say("Hello");
    assertThat(story.leaf().get().prompt()).isEqualTo("Hello");
    assertThat(viewModel.prompt().get()).isEqualTo("Hello");
  }

  @Test
  void modelWithoutTheTokensOfTurnsTurnsTheSwitchOff() throws Exception {
    viewModel.conversing().set(true);
    openModel.open(ModelPreset.NANO);
    ui.await(() -> !viewModel.canConverse().get());
    assertThat(viewModel.conversing().get()).isFalse();
  }

  private void say(String text) throws Exception {
    viewModel.prompt().set(text);
    viewModel.generate();
    ui.await(() -> story.state().get() == State.DONE && !story.places().isEmpty());
  }
}
