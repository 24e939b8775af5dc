package gemmalab.train;

import gemmalab.data.source.DataSource;
import gemmalab.model.GemmaConfig;
import gemmalab.model.ModelPreset;
import gemmalab.tensor.Precision;
import gemmalab.text.GemmaException;
import gemmalab.tokenizer.Gpt2Tokenizer;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * Everything that determines a training run: the same configuration, data and machine give the same
 * losses.
 *
 * @param preset name of the model, for people
 * @param recipe source of the hyperparameters that were not set; decides initialization and
 *     document boundaries
 * @param data training data
 */
public record TrainConfig(
    String preset,
    Recipe recipe,
    DataSource data,
    GemmaConfig model,
    BatchPlan batch,
    LearningRateSchedule schedule,
    OptimizerConfig optimizer,
    EvaluationPlan evaluation,
    StoppingCriteria stop,
    int seed,
    Precision precision) {

  /** The default training data. */
  public static final DataSource DEFAULT_DATA = DataSource.of(DataSource.STORIES);

  public TrainConfig {
    Objects.requireNonNull(preset, "it has no preset"); // as a damaged file may
    Objects.requireNonNull(recipe, "it has no recipe");
    Objects.requireNonNull(data, "it has no data");
    Objects.requireNonNull(model, "it has no model");
    Objects.requireNonNull(batch, "it has no batch");
    Objects.requireNonNull(schedule, "it has no schedule");
    Objects.requireNonNull(optimizer, "it has no optimizer");
    Objects.requireNonNull(evaluation, "it has no evaluation");
    Objects.requireNonNull(stop, "it has no stop");
    Objects.requireNonNull(precision, "it has no precision");
    if (batch.blockSize() > model.maxPositionEmbeddings()) {
      throw new GemmaException(
          "error.train.block", batch.blockSize(), model.maxPositionEmbeddings());
    }
  }

  /** Presets that can be trained here: those with GPT-2's tokens, all or some. */
  public static List<ModelPreset> presets() {
    return Arrays.stream(ModelPreset.values())
        .filter(preset -> preset.config().vocabSize() <= Gpt2Tokenizer.SIZE)
        .toList();
  }

  /** Recommended hyperparameters for a preset. */
  public static TrainConfig of(ModelPreset preset, DataSource data) {
    return Recipe.SOUND.config(preset, data);
  }

  /** The same with another model. */
  public TrainConfig withModel(GemmaConfig other) {
    return new TrainConfig(
        preset, recipe, data, other, batch, schedule, optimizer, evaluation, stop, seed, precision);
  }

  /** The same with data at another location. */
  public TrainConfig withData(DataSource other) {
    return new TrainConfig(
        preset,
        recipe,
        other,
        model,
        batch,
        schedule,
        optimizer,
        evaluation,
        stop,
        seed,
        precision);
  }

  /** The same with another number of steps; the learning rate decays over all of them. */
  public TrainConfig withSteps(int steps) {
    LearningRateSchedule other =
        new LearningRateSchedule(
            schedule.maxLearningRate(), schedule.minLearningRate(), schedule.warmupSteps(), steps);
    return new TrainConfig(
        preset, recipe, data, model, batch, other, optimizer, evaluation, stop, seed, precision);
  }

  /** The same with other batches. */
  public TrainConfig withBatch(BatchPlan other) {
    return new TrainConfig(
        preset, recipe, data, model, other, schedule, optimizer, evaluation, stop, seed, precision);
  }
}
