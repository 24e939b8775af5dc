package gemmalab.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gemmalab.text.GemmaException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SamplingSettingsTest {

  @ParameterizedTest
  @ValueSource(doubles = {-0.1, Double.NaN, Double.POSITIVE_INFINITY})
  void wrongTemperatureIsRefused(double temperature) {
    assertThatThrownBy(() -> new SamplingSettings(temperature, null, null, null))
        .isInstanceOf(GemmaException.class)
        .hasMessageContaining("temperature");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -5})
  void wrongTopKIsNamed(int topK) {
    assertThatThrownBy(() -> new SamplingSettings(1, topK, null, null))
        .isInstanceOf(GemmaException.class)
        .hasMessageContaining("top_k is " + topK);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, -1, 1.5, Double.NaN})
  void wrongTopPIsRefused(double topP) {
    assertThatThrownBy(() -> new SamplingSettings(1, null, topP, null))
        .isInstanceOf(GemmaException.class)
        .hasMessageContaining("top_p");
  }

  @ParameterizedTest
  @ValueSource(doubles = {-0.1, 1.5, Double.NaN})
  void wrongMinPIsRefused(double minP) {
    assertThatThrownBy(() -> SamplingSettings.GREEDY.withMinP(minP))
        .isInstanceOf(GemmaException.class)
        .hasMessageContaining("min_p");
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, -1, Double.NaN, Double.POSITIVE_INFINITY})
  void wrongRepetitionPenaltyIsRefused(double penalty) {
    assertThatThrownBy(() -> SamplingSettings.GREEDY.withRepetitionPenalty(penalty))
        .isInstanceOf(GemmaException.class)
        .hasMessageContaining("repetition_penalty");
  }

  @Test
  void wrongMaximumOfTokensIsNamed() {
    assertThatThrownBy(() -> new GenerationRequest("x", 0, SamplingSettings.GREEDY))
        .isInstanceOf(GemmaException.class)
        .hasMessageContaining("max_tokens is 0");
  }

  @Test
  void edgesAreAllowed() {
    assertThat(new SamplingSettings(0, 1, 1.0, 0L)).isNotNull();
  }
}
