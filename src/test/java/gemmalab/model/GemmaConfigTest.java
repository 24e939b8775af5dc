package gemmalab.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gemmalab.text.GemmaException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class GemmaConfigTest {

  @ParameterizedTest
  @EnumSource(ModelPreset.class)
  void presetIsFoundByItsLabel(ModelPreset preset) {
    assertThat(ModelPreset.named(preset.label())).isEqualTo(preset);
  }

  @Test
  void halfOfNanosLayersAreFull() {
    assertThat(ModelPreset.NANO.config().layerTypes())
        .startsWith(LayerType.SLIDING, LayerType.FULL)
        .isEqualTo(GemmaConfig.alternating(6));
  }

  @ParameterizedTest
  @EnumSource(value = ModelPreset.class, mode = EnumSource.Mode.EXCLUDE, names = "NANO")
  void everySixthLayerOfALargerPresetIsFull(ModelPreset preset) {
    List<LayerType> types = preset.config().layerTypes();
    for (int layer = 0; layer < types.size(); layer++) {
      assertThat(types.get(layer) == LayerType.FULL).isEqualTo(layer % 6 == 5);
    }
  }

  @ParameterizedTest
  @EnumSource(ModelPreset.class)
  void slidingWindowOfAPresetIsUnderItsContext(ModelPreset preset) {
    assertThat(preset.config().slidingWindow()).isLessThan(preset.config().maxPositionEmbeddings());
  }

  @Test
  void unknownPresetIsNamedWithTheChoices() {
    assertThatThrownBy(() -> ModelPreset.named("giant"))
        .isInstanceOf(GemmaException.class)
        .hasMessageContaining("\"giant\"")
        .hasMessageContaining("nano, mini, gemma3-270m, gemma3-270m-base, gemma3-1b");
  }

  @Test
  void fullLayerSeesTheWholeContext() {
    assertThat(TinyModels.config(10, 64, 8).window(LayerType.FULL)).isEqualTo(64);
  }

  @Test
  void windowIsNeverLargerThanTheContext() {
    assertThat(TinyModels.config(10, 4, 8).window(LayerType.SLIDING)).isEqualTo(4);
  }

  @Test
  void valueThatIsNotPositiveIsNamed() {
    assertThatThrownBy(() -> TinyModels.config(0, 64, 8))
        .isInstanceOf(GemmaException.class)
        .hasMessageContaining("vocab_size is 0");
    assertThatThrownBy(() -> TinyModels.config(10, 64, -3))
        .hasMessageContaining("sliding_window is -3");
  }

  @Test
  void baseThatIsNotANumberIsNamed() {
    assertThatThrownBy(() -> config(4, 2, 8, Double.NaN, 0))
        .isInstanceOf(GemmaException.class)
        .hasMessageContaining("rope_theta");
  }

  @Test
  void headsThatCannotBeSharedAreNamed() {
    assertThatThrownBy(() -> config(4, 3, 8, 1e6, 0))
        .isInstanceOf(GemmaException.class)
        .hasMessageContaining("num_attention_heads (4)")
        .hasMessageContaining("num_key_value_heads (3)");
  }

  @Test
  void oddHeadIsNamed() {
    assertThatThrownBy(() -> config(4, 2, 7, 1e6, 0))
        .isInstanceOf(GemmaException.class)
        .hasMessageContaining("head_dim is 7");
  }

  @Test
  void paddingOutsideTheVocabularyIsNamed() {
    assertThatThrownBy(() -> config(4, 2, 8, 1e6, 97))
        .isInstanceOf(GemmaException.class)
        .hasMessageContaining("pad_token_id is 97");
  }

  @Test
  void layersCannotChangeAfterwards() {
    List<LayerType> types = TinyModels.config(10, 64, 8).layerTypes();
    assertThatThrownBy(() -> types.set(0, LayerType.FULL))
        .isInstanceOf(UnsupportedOperationException.class);
  }

  private static GemmaConfig config(
      int heads, int keyValueHeads, int headDim, double ropeBase, int padding) {
    return new GemmaConfig(
        97,
        64,
        16,
        24,
        heads,
        keyValueHeads,
        headDim,
        List.of(LayerType.FULL),
        8,
        10_000,
        ropeBase,
        8,
        1e-6,
        true,
        padding);
  }
}
