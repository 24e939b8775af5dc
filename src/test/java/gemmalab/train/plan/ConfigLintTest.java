package gemmalab.train.plan;

import static org.assertj.core.api.Assertions.assertThat;

import gemmalab.data.TokenSequence;
import gemmalab.data.TokenizedCorpus;
import gemmalab.model.ModelPreset;
import gemmalab.text.Language;
import gemmalab.text.Messages;
import gemmalab.tokenizer.Gpt2Tokenizer;
import gemmalab.train.BatchPlan;
import gemmalab.train.LearningRateSchedule;
import gemmalab.train.Recipe;
import gemmalab.train.TrainConfig;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ConfigLintTest {

  private static final int VOCABULARY = 500;
  private static final TokenSequence TRAINING = random(1, 400_000);
  private static final TokenSequence VALIDATION = random(2, 40_000);

  @Test
  void soundNumbersOnEnoughTextAreNotOdd() {
    assertThat(keys(nano(Recipe.SOUND), TRAINING, VALIDATION)).isEmpty();
  }

  @Test
  void theOriginalsFloorAboveItsPeakIsSaidWithBothNumbers() {
    List<PlanWarning> warnings = lint(nano(Recipe.FAITHFUL), TRAINING, VALIDATION);
    assertThat(warnings.get(0).in(Messages.english()))
        .isEqualTo(
            "min_lr 0.0005 is higher than learning_rate 0.0001: the learning rate rises during the run"
                + " instead of decaying.");
  }

  @Test
  void warmupThatOutlastsTheRunIsOdd() {
    TrainConfig config = with(new LearningRateSchedule(1e-3, 1e-4, 100, 100), 256);
    assertThat(keys(config, TRAINING, VALIDATION)).containsExactly("lint.warmupTooLong");
  }

  @Test
  void blockInsideTheSlidingWindowIsOdd() {
    LearningRateSchedule usual = nano(Recipe.SOUND).schedule();
    assertThat(keys(with(usual, 32), TRAINING, VALIDATION)).containsExactly("lint.blockInWindow");
    assertThat(keys(with(usual, 33), TRAINING, VALIDATION)).isEmpty();
  }

  @Test
  void manyEpochsAreOdd() {
    assertThat(keys(nano(Recipe.SOUND), random(1, 20_000), VALIDATION))
        .containsExactly("lint.manyEpochs");
  }

  @Test
  void vocabularyFarLargerThanTheTextIsOdd() {
    TrainConfig config = nano(Recipe.SOUND);
    config = config.withModel(config.model().withVocabSize(Gpt2Tokenizer.SIZE));
    assertThat(lint(config, TRAINING, VALIDATION))
        .containsExactly(PlanWarning.of("lint.vocabularyTooLarge", Gpt2Tokenizer.SIZE, VOCABULARY));
  }

  @Test
  void compactVocabularyIsNotAdvisedWhereItIsInUse() {
    TrainConfig config = nano(Recipe.SOUND);
    config = config.withModel(config.model().withVocabSize(VOCABULARY * 5));
    assertThat(lint(config, TRAINING, VALIDATION)).isEmpty();
  }

  @Test
  void validationThatStandsInTheTrainingTextIsOdd() {
    int[] half = VALIDATION.range(0, 20_000);
    TokenSequence shared = TokenSequence.of(concat(concat(TRAINING.range(0, 300_001), half), half));
    List<PlanWarning> warnings = lint(nano(Recipe.SOUND), shared, VALIDATION);
    assertThat(warnings).extracting(PlanWarning::key).containsExactly("lint.sharedText");
    assertThat((double) warnings.get(0).values().get(0)).isBetween(0.45, 0.55);
  }

  @Test
  void everyFindingIsSaidInBothLanguages() {
    PlanWarning warning = PlanWarning.of("lint.sharedText", 0.25);
    assertThat(warning.in(Messages.english())).startsWith("25%");
    assertThat(warning.in(Messages.of(Language.JAPANESE))).contains("25%");
  }

  private static TrainConfig nano(Recipe recipe) {
    TrainConfig config = recipe.config(ModelPreset.NANO, TrainConfig.DEFAULT_DATA);
    return config.withModel(config.model().withVocabSize(VOCABULARY));
  }

  private static TrainConfig with(LearningRateSchedule schedule, int blockSize) {
    TrainConfig nano = nano(Recipe.SOUND);
    return new TrainConfig(
        nano.preset(),
        nano.recipe(),
        nano.data(),
        nano.model(),
        new BatchPlan(8, blockSize, 1),
        schedule,
        nano.optimizer(),
        nano.evaluation(),
        nano.stop(),
        nano.seed(),
        nano.precision());
  }

  private static List<PlanWarning> lint(
      TrainConfig config, TokenSequence training, TokenSequence validation) {
    return ConfigLint.of(config, new TokenizedCorpus(training, validation));
  }

  private static List<String> keys(
      TrainConfig config, TokenSequence training, TokenSequence validation) {
    return lint(config, training, validation).stream().map(PlanWarning::key).toList();
  }

  private static TokenSequence random(int seed, int length) {
    return TokenSequence.of(new SplittableRandom(seed).ints(length, 0, VOCABULARY).toArray());
  }

  private static int[] concat(int[] first, int[] second) {
    return IntStream.concat(IntStream.of(first), IntStream.of(second)).toArray();
  }
}
