package gemmalab.tokenizer.gemma;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gemmalab.tokenizer.gemma.ChatTemplate.Role;
import gemmalab.tokenizer.gemma.ChatTemplate.Turn;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChatTemplateTest {

  @Test
  void oneTurnAsksTheModelForItsOwn() {
    assertThat(ChatTemplate.prompt("", List.of(new Turn(Role.USER, "Hi"))))
        .isEqualTo("<start_of_turn>user\nHi<end_of_turn>\n<start_of_turn>model\n");
  }

  @Test
  void whatTheSystemSaysStandsInTheFirstTurnAlone() {
    List<Turn> turns =
        List.of(
            new Turn(Role.USER, "Who are you?"),
            new Turn(Role.MODEL, "A model."),
            new Turn(Role.USER, "Which?"));
    assertThat(ChatTemplate.prompt("Be brief.", turns))
        .isEqualTo(
            """
            <start_of_turn>user
            Be brief.

            Who are you?<end_of_turn>
            <start_of_turn>model
            A model.<end_of_turn>
            <start_of_turn>user
            Which?<end_of_turn>
            <start_of_turn>model
            """);
  }

  @Test
  void whiteSpaceAroundATextIsLeftOutButNotAroundTheSystems() {
    assertThat(
            ChatTemplate.prompt(" s ", List.of(new Turn(Role.USER, "\u00A0\u0085 a  b\n\u3000"))))
        .startsWith("<start_of_turn>user\n s \n\na  b<end_of_turn>");
    assertThat(ChatTemplate.prompt("", List.of(new Turn(Role.USER, " \n"))))
        .startsWith("<start_of_turn>user\n<end_of_turn>");
  }

  @Test
  void turnsAlternateAndTheLastIsTheUsers() {
    Turn user = new Turn(Role.USER, "a");
    Turn model = new Turn(Role.MODEL, "b");
    for (List<Turn> wrong :
        List.of(List.<Turn>of(), List.of(model), List.of(user, user, user), List.of(user, model))) {
      assertThatThrownBy(() -> ChatTemplate.prompt("", wrong))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }
}
