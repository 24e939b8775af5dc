package gemmalab.train;

import gemmalab.data.source.DataSource;
import gemmalab.model.GemmaConfig;
import gemmalab.model.Preset;
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
    StopRules stop,
    int seed,
    Precision precision) {

  /** The text that a model learns from unless another is named. */
  public static final DataSource DEFAULT_DATA = DataSource.of(DataSource.STORIES);

  public TrainConfig {
    Objects.requireNonNull(recipe, "it has no recipe"); // as a damaged file may
    Objects.requireNonNull(stop, "it has no stop");
    Objects.requireNonNull(data, "it has no data");
    Objects.requireNonNull(model, "it has no model");
    Objects.requireNonNull(batch, "it has no batch");
    Objects.requireNonNull(schedule, "it has no schedule");
    Objects.requireNonNull(optimizer, "it has no optimizer");
    Objects.requireNonNull(evaluation, "it has no evaluation");
    if (batch.blockSize() > model.maxPositionEmbeddings()) {
      throw new GemmaException(
          "error.train.block", batch.blockSize(), model.maxPositionEmbeddings());
    }
  }

  /** Presets that can be trained here: those whose tokens are GPT-2's, all or some. */
  public static List<Preset> presets() {
    return Arrays.stream(Preset.values())
        .filter(preset -> preset.config().vocabSize() <= Gpt2Tokenizer.SIZE)
        .toList();
  }

  /** Numbers that train a preset well. */
  public static TrainConfig of(Preset preset, DataSource data) {
    return Recipe.SOUND.config(preset, data);
  }

  /** The same with another model. */
  public TrainConfig withModel(GemmaConfig other) {
    return new TrainConfig(
        preset, recipe, data, other, batch, schedule, optimizer, evaluation, stop, seed, precision);
  }

  /** The same with other batches. */
  public TrainConfig withBatch(BatchPlan other) {
    return new TrainConfig(
        preset, recipe, data, model, other, schedule, optimizer, evaluation, stop, seed, precision);
  }
}
