package gemmalab.inspect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import gemmalab.model.Gemma3Model;
import gemmalab.model.Intervention;
import gemmalab.model.TinyModels;
import gemmalab.tensor.OnTensorThread;
import gemmalab.tensor.TensorEngine;
import gemmalab.text.GemmaException;
import gemmalab.tokenizer.Gpt2Tokenizer;
import gemmalab.tokenizer.Tokenizer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(OnTensorThread.class)
class InspectionTest {

  private static final Tokenizer TOKENIZER = new Gpt2Tokenizer();
  private static final int WINDOW = 4;
  private static final int SLIDING_LAYER = 0;
  private static final int FULL_LAYER = 1;
  private static final String TEXT = "Once upon a time a cat sat on a mat.";
  private static final int TOKENS = 11;

  @Test
  void thereIsAMapForEachLayerAndHead(TensorEngine engine) {
    Inspection maps = maps(engine, TEXT);
    assertThat(maps.tokens()).hasSize(TOKENS).startsWith("Once", " upon").endsWith(" mat", ".");
    assertThat(maps.weights()).hasDimensions(2, 4);
    assertThat(maps.weights()[0][0]).hasDimensions(TOKENS, TOKENS);
  }

  @Test
  void tokenOfHalfACharacterIsShownAsItsBytes(TensorEngine engine) {
    assertThat(maps(engine, "A 猫").tokens()).containsExactly("A", "<20 E7>", "<8C>", "<AB>");
  }

  @Test
  void rowsAddUpToOne(TensorEngine engine) {
    for (float[][][] layer : maps(engine, TEXT).weights()) {
      for (float[][] head : layer) {
        for (float[] row : head) {
          double sum = 0;
          for (float weight : row) {
            sum += weight;
          }
          assertThat(sum).isCloseTo(1, within(1e-5));
        }
      }
    }
  }

  @Test
  void fullLayerSeesThePastAndOnlyThePast(TensorEngine engine) {
    for (float[][] head : maps(engine, TEXT).weights()[FULL_LAYER]) {
      for (int row = 0; row < TOKENS; row++) {
        for (int key = 0; key < TOKENS; key++) {
          assertThat(head[row][key] > 0).as("%d sees %d", row, key).isEqualTo(key <= row);
        }
      }
    }
  }

  @Test
  void slidingLayerSeesItsWindowAndOnlyItsWindow(TensorEngine engine) {
    for (float[][] head : maps(engine, TEXT).weights()[SLIDING_LAYER]) {
      for (int row = 0; row < TOKENS; row++) {
        for (int key = 0; key < TOKENS; key++) {
          assertThat(head[row][key] > 0)
              .as("%d sees %d", row, key)
              .isEqualTo(key <= row && key > row - WINDOW);
        }
      }
    }
  }

  @Test
  void lookingLeavesNoTensorsBehind(TensorEngine engine) {
    try (Gemma3Model model = model(engine)) {
      int before = model.manager().getManagedArrays().size();
      Inspection.of(model, engine.kernels(), TOKENIZER, TEXT, Intervention.NONE);
      assertThat(model.manager().getManagedArrays()).hasSize(before);
    }
  }

  @Test
  void emptyTextIsRefused(TensorEngine engine) {
    assertThatThrownBy(() -> maps(engine, ""))
        .isInstanceOf(GemmaException.class)
        .hasMessageContaining("Enter a text");
  }

  @Test
  void longTextIsNamedWithBothNumbers(TensorEngine engine) {
    String text = "cat ".repeat(70).strip();
    assertThatThrownBy(() -> maps(engine, text))
        .isInstanceOf(GemmaException.class)
        .hasMessageContaining("70 tokens")
        .hasMessageContaining("64");
  }

  private static Inspection maps(TensorEngine engine, String text) {
    try (Gemma3Model model = model(engine)) {
      return Inspection.of(model, engine.kernels(), TOKENIZER, text, Intervention.NONE);
    }
  }

  private static Gemma3Model model(TensorEngine engine) {
    return TinyModels.random(engine, TinyModels.config(TOKENIZER.size(), 64, WINDOW));
  }
}
