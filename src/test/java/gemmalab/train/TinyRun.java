package gemmalab.train;

import gemmalab.data.source.DataSource;
import gemmalab.model.GemmaConfig;
import gemmalab.model.TinyModels;
import gemmalab.tensor.Precision;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A training run of seconds, on a text that is easy to learn. */
public final class TinyRun {

  private static final String SENTENCE = "Once upon a time a cat sat on a mat and was happy. ";
  private static final int GPT2_TOKENS = 50_257;

  private TinyRun() {}

  /** A text file that is long enough for windows of 32 tokens. */
  public static Path text(Path folder) throws IOException {
    return Files.writeString(folder.resolve("cats.txt"), SENTENCE.repeat(60));
  }

  /** A model of two layers that knows all GPT-2 tokens. */
  public static GemmaConfig model() {
    return TinyModels.config(GPT2_TOKENS, 96, 8);
  }

  public static TrainConfig config(Path text, int steps) {
    return config(text, steps, model());
  }

  static TrainConfig config(Path text, int steps, GemmaConfig model) {
    return config(text, steps, model, 100);
  }

  /** A run that is tested so often that it makes many checkpoints. */
  static TrainConfig config(Path text, int steps, GemmaConfig model, int evalInterval) {
    return new TrainConfig(
        "tiny",
        Recipe.SOUND,
        DataSource.of(text.toString()),
        model,
        new BatchPlan(2, 32, 2),
        new LearningRateSchedule(1e-2, 1e-3, 2, steps),
        new OptimizerConfig(0.9, 0.95, 1e-8, 0.1, true, 1),
        new EvaluationPlan(evalInterval, 2),
        StoppingCriteria.NONE,
        7,
        Precision.fastest());
  }
}
