package gemmalab.train;

import gemmalab.data.source.DataSource;
import gemmalab.model.GemmaConfig;
import gemmalab.model.Preset;
import gemmalab.tensor.Precision;
import gemmalab.text.GemmaException;
import gemmalab.tokenizer.Gpt2Tokenizer;
import java.util.Arrays;
import java.util.List;

/**
 * All that decides a training run: with the same configuration, text and machine it gives the same
 * losses.
 *
 * @param preset name of the model, for people
 * @param data where the text comes from
 */
public record TrainConfig(
    String preset,
    DataSource data,
    GemmaConfig model,
    BatchPlan batch,
    LearningRateSchedule schedule,
    OptimizerConfig optimizer,
    EvaluationPlan evaluation,
    int seed,
    Precision precision) {

  /** The text that a model learns from unless another is named. */
  public static final DataSource DEFAULT_DATA = DataSource.of(DataSource.STORIES);

  public TrainConfig {
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

  /** The same with another model. */
  public TrainConfig withModel(GemmaConfig other) {
    return new TrainConfig(
        preset, data, other, batch, schedule, optimizer, evaluation, seed, precision);
  }

  /** Numbers that train a preset well. */
  public static TrainConfig of(Preset preset, DataSource data) {
    boolean large = preset == Preset.GEMMA3_270M || preset == Preset.GEMMA3_270M_BASE;
    return new TrainConfig(
        preset.label(),
        data,
        preset.config(),
        large ? new BatchPlan(32, 128, 32) : new BatchPlan(8, 256, 1),
        large
            ? new LearningRateSchedule(5e-4, 5e-5, 100, 4_700)
            : new LearningRateSchedule(3e-3, 3e-4, 50, 1_000),
        new OptimizerConfig(0.9, 0.95, 1e-8, 0.1, true, 1.0),
        new EvaluationPlan(large ? 100 : 50, 20),
        42,
        Precision.BF16);
  }
}
