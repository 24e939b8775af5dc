package gemmalab.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gemmalab.data.WindowStart;
import gemmalab.model.Initialization;
import gemmalab.model.ModelPreset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RecipeTest {

  @ParameterizedTest
  @EnumSource(ModelPreset.class)
  void faithfulHasTheOriginalsNumbersForEveryPreset(ModelPreset preset) {
    TrainConfig config = Recipe.FAITHFUL.config(preset, TrainConfig.DEFAULT_DATA);
    assertThat(config.batch()).isEqualTo(new BatchPlan(32, 128, 32));
    assertThat(config.schedule().maxLearningRate()).isEqualTo(1e-4);
    assertThat(config.schedule().minLearningRate()).isEqualTo(5e-4);
    assertThat(config.schedule().warmupSteps()).isEqualTo(31); // 1,000 micro-batches
    assertThat(config.schedule().totalSteps()).isEqualTo(4_687); // 150,000 micro-batches
    assertThat(config.optimizer()).isEqualTo(new OptimizerConfig(0.9, 0.95, 1e-9, 0.1, false, 0.5));
    assertThat(config.recipe().initialization(config.model())).isEqualTo(Initialization.PYTORCH);
    assertThat(config.recipe().endOfText()).isFalse();
    assertThat(config.batch().windowStart()).isEqualTo(WindowStart.ANYWHERE);
  }

  @ParameterizedTest
  @EnumSource(ModelPreset.class)
  void soundFallsFromItsPeakAndSeesFarther(ModelPreset preset) {
    TrainConfig config = Recipe.SOUND.config(preset, TrainConfig.DEFAULT_DATA);
    assertThat(config.schedule().minLearningRate()).isLessThan(config.schedule().maxLearningRate());
    assertThat(config.batch().blockSize()).isGreaterThan(config.model().slidingWindow());
    assertThat(config.optimizer().decayMatricesOnly()).isTrue();
    assertThat(config.evaluation().batches()).isEqualTo(50);
    assertThat(config.recipe().endOfText()).isTrue();
    assertThat(config.batch().windowStart()).isEqualTo(WindowStart.DOCUMENT);
  }

  @Test
  void recipesAreNamedAsOnTheCommandLine() {
    assertThat(Recipe.named("sound")).isEqualTo(Recipe.SOUND);
    assertThat(Recipe.named("faithful")).isEqualTo(Recipe.FAITHFUL);
    assertThatThrownBy(() -> Recipe.named("best")).hasMessageContaining("sound or faithful");
  }

  @Test
  void windowStartsAreNamedAsOnTheCommandLine() {
    assertThat(WindowStart.named("document")).isEqualTo(WindowStart.DOCUMENT);
    assertThat(WindowStart.named("anywhere")).isEqualTo(WindowStart.ANYWHERE);
    assertThatThrownBy(() -> WindowStart.named("middle")).hasMessageContaining("\"middle\"");
  }
}
