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
 * All that decides a training run: with the same configuration, text and machine it gives the same
 * losses.
 *
 * @param preset name of the model, for people
 * @param recipe where numbers came from that were not chosen, and how weights and text begin
 * @param data where the text comes from
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

  /** The text that a model learns from unless another is named. */
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

  /** Presets that can be trained here: those whose tokens are GPT-2's, all or some. */
  public static List<ModelPreset> presets() {
    return Arrays.stream(ModelPreset.values())
        .filter(preset -> preset.config().vocabSize() <= Gpt2Tokenizer.SIZE)
        .toList();
  }

  /** Numbers that train a preset well. */
  public static TrainConfig of(ModelPreset preset, DataSource data) {
    return Recipe.SOUND.config(preset, data);
  }

  /** The same with another model. */
  public TrainConfig withModel(GemmaConfig other) {
    return new TrainConfig(
        preset, recipe, data, other, batch, schedule, optimizer, evaluation, stop, seed, precision);
  }

  /** The same with a text that lies elsewhere. */
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

  /** The same with more steps, or fewer; the learning rate falls over all of them. */
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
