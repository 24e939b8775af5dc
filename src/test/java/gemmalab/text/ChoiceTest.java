package gemmalab.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ChoiceTest {

  private enum Fruit implements Choice {
    APPLE,
    PEAR
  }

  @Test
  void isFoundByItsLabelOnly() {
    assertThat(Choice.named("pear", Fruit.values(), "error.preset.unknown")).isEqualTo(Fruit.PEAR);
    assertThat(Choice.find("PEAR", Fruit.values())).isEmpty();
  }

  @Test
  void unknownOneIsSaidWithAllThatThereAre() {
    assertThatThrownBy(() -> Choice.named("plum", Fruit.values(), "error.preset.unknown"))
        .isInstanceOf(GemmaException.class)
        .hasMessage("There is no preset \"plum\"; use one of apple, pear.");
  }
}
