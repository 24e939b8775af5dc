package gemmalab.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gemmalab.model.ModelPreset;
import gemmalab.tensor.ComputeDevice;
import gemmalab.text.GemmaException;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConversationTest {

  @TempDir private Path folder;

  @Test
  void promptHoldsAllTurnsAndWhatTheSystemSays() throws IOException {
    try (Lab lab = Lab.forTerminal()) {
      OpenModel model = open(lab, 200);
      Conversation conversation =
          Conversation.with(model, "Be brief.").user("Who are you?").answer("A model.").user("Oh");
      assertThat(conversation.prompt())
          .isEqualTo(
              """
              <start_of_turn>user
              Be brief.

              Who are you?<end_of_turn>
              <start_of_turn>model
              A model.<end_of_turn>
              <start_of_turn>user
              Oh<end_of_turn>
              <start_of_turn>model
              """);
      int[] ids = lab.playground().tokens(model, conversation.prompt());
      assertThat(ids).startsWith(2, 900).contains(901);
      lab.models().close(model);
    }
  }

  @Test
  void oldestTurnsAreDroppedUntilAnAnswerFitsAndTheLastOneStays() throws IOException {
    try (Lab lab = Lab.forTerminal()) {
      OpenModel model = open(lab, 100);
      Conversation conversation = Conversation.with(model, "");
      for (int turn = 0; turn < 5; turn++) {
        conversation = conversation.user("q" + turn).answer("a".repeat(10));
      }
      Conversation fitted = conversation.user("last").within(lab.playground(), model, 30);
      assertThat(fitted.dropped()).isPositive().isEven();
      assertThat(fitted.turns()).hasSize(11 - fitted.dropped());
      assertThat(fitted.prompt()).contains("last").doesNotContain("q0");
      assertThat(lab.playground().tokens(model, fitted.prompt())).hasSizeLessThanOrEqualTo(70);
      Conversation tooLong = Conversation.with(model, "").user("x".repeat(300));
      assertThat(tooLong.within(lab.playground(), model, 30)).isEqualTo(tooLong);
      lab.models().close(model);
    }
  }

  @Test
  void modelWithoutTheTokensOfTurnsIsRefusedByItsName() {
    OpenModel model = WeightlessModels.of("my-run", ModelPreset.NANO.config(), null);
    assertThatThrownBy(() -> Conversation.with(model, ""))
        .isInstanceOf(GemmaException.class)
        .hasMessageContaining("my-run")
        .hasMessageContaining("google/gemma-3-270m-it");
  }

  private OpenModel open(Lab lab, int context) throws IOException {
    return lab.models().open(ChatModels.write(folder, context), ComputeDevice.CPU).join();
  }
}
