package gemmalab.inspect.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import gemmalab.inspect.ModelPart;
import gemmalab.model.GemmaConfig;
import gemmalab.model.LayerType;
import gemmalab.model.ModelPreset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ModelCostTest {

  private static final GemmaConfig REPRODUCTION = ModelPreset.GEMMA3_270M.config();
  private static final GemmaConfig GOOGLES = ModelPreset.GEMMA3_270M_BASE.config();

  @ParameterizedTest
  @CsvSource({"GEMMA3_270M, 164654976", "GEMMA3_270M_BASE, 268098176", "GEMMA3_1B, 999885952"})
  void partsAddUpToTheKnownNumberOfParameters(ModelPreset preset, long known) {
    assertThat(new ModelCost(preset.config(), 1, 1).parameters()).isEqualTo(known);
  }

  @ParameterizedTest
  @EnumSource(ModelPreset.class)
  void parametersAreThoseOfTheBlocks(ModelPreset preset) {
    assertThat(new ModelCost(preset.config(), 1, 1).parameters())
        .isEqualTo(ModelPart.of(preset.config()).parameters());
  }

  @Test
  void localLayersKeepTheirWindowAndGlobalOnesAll() {
    ModelCost cost = new ModelCost(REPRODUCTION, 10_000, 2);
    assertThat(cost.cache(LayerType.SLIDING)).isEqualTo(15L * 512 * 2 * 256 * 4 * 2);
    assertThat(cost.cache(LayerType.FULL)).isEqualTo(3L * 10_000 * 2 * 256 * 4 * 2);
    ModelCost small = new ModelCost(REPRODUCTION, 100, 1);
    assertThat(small.cache(LayerType.SLIDING)).isEqualTo(15L * 100 * 2 * 256 * 4);
  }

  @Test
  void fourQueryHeadsThatShareOneSaveThreeQuartersOfTheCache() {
    ModelCost cost = new ModelCost(REPRODUCTION, 1_000, 1);
    long kept = cost.cache(LayerType.SLIDING) + cost.cache(LayerType.FULL);
    assertThat(ModelCost.value(cost.savings(), "saved_by_gqa_cache")).isEqualTo(3 * kept);
  }

  @Test
  void windowSavesWhatLongTextsWouldTakeInLocalLayers() {
    ModelCost cost = new ModelCost(REPRODUCTION, 10_000, 1);
    assertThat(ModelCost.value(cost.savings(), "saved_by_window_cache"))
        .isEqualTo(15L * (10_000 - 512) * 2 * 256 * 4);
    assertThat(
            ModelCost.value(new ModelCost(REPRODUCTION, 512, 1).savings(), "saved_by_window_cache"))
        .isZero();
  }

  @Test
  void tyingSavesOneMatrixOfTheVocabulary() {
    assertThat(ModelCost.value(new ModelCost(GOOGLES, 1, 1).savings(), "saved_by_tying"))
        .isEqualTo(262_144L * 640);
    assertThat(ModelCost.value(new ModelCost(REPRODUCTION, 1, 1).savings(), "saved_by_tying"))
        .isZero();
  }

  @Test
  void trainingTakesSixteenBytesForEachParameter() {
    ModelCost cost = new ModelCost(REPRODUCTION, 1, 1);
    assertThat(ModelCost.value(cost.memory(), "training")).isEqualTo(16L * 164_654_976);
  }

  @Test
  void tokenTakesTwoOperationsForEachWeightOfAProduct() {
    ModelCost cost = new ModelCost(REPRODUCTION, 1, 1);
    long weights = cost.parameters() - 50_257L * 640; // all but the embedding, which is looked up
    long token = ModelCost.value(cost.operations(), "token");
    assertThat((double) token / (2 * weights)).isCloseTo(1, within(0.001));
    assertThat(ModelCost.value(cost.operations(), "training_token")).isEqualTo(3 * token);
  }

  @Test
  void textOfNoTokensIsRefused() {
    assertThatThrownBy(() -> new ModelCost(REPRODUCTION, 0, 1))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
