package gemmalab.inspect;

import ai.djl.ndarray.NDArray;
import com.google.gson.FieldNamingPolicy;
import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.annotations.SerializedName;
import gemmalab.checkpoint.ModelFile;
import gemmalab.checkpoint.json.JsonFaults;
import gemmalab.checkpoint.safetensors.SafetensorsFile;
import gemmalab.data.Batch;
import gemmalab.model.ForwardPass;
import gemmalab.model.Gemma3Model;
import gemmalab.tensor.ComputeDevice;
import gemmalab.tensor.Precision;
import gemmalab.tensor.TensorEngine;
import gemmalab.text.GemmaException;
import gemmalab.train.LearningRateSchedule;
import gemmalab.train.OptimizerConfig;
import gemmalab.train.Trainer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * Replays a training run that another implementation recorded, on its batches, and compares each
 * loss, gradient norm and learning rate, and the final weights.
 */
public final class RecipeParity {

  /**
   * Adam divides small gradients by themselves, so another processor's rounding of about 1e-7 grows
   * over forty steps to 1.4e-3 of a gradient norm; losses and weights do not show it.
   */
  private static final double NORM_FACTOR = 5;

  private static final Gson GSON =
      new GsonBuilder()
          .setFieldNamingPolicy(FieldNamingPolicy.LOWER_CASE_WITH_UNDERSCORES)
          .create();

  /** The keys of {@code recipe.json}. */
  private record RecordedRecipe(
      String initialWeights,
      int blockSize,
      @SerializedName("updates") int steps,
      int gradientAccumulationSteps,
      double learningRate,
      double minLr,
      @SerializedName("warmup_updates") int warmupSteps,
      double weightDecay,
      double[] betas,
      double eps,
      double clipGlobalNorm,
      boolean decayMatricesOnly) {

    @SuppressWarnings("UnusedMethod") // Gson calls it
    RecordedRecipe {
      Objects.requireNonNull(initialWeights, "it has no initial_weights");
      Objects.requireNonNull(betas, "it has no betas");
      if (betas.length != 2) {
        throw new IllegalArgumentException("it has " + betas.length + " betas, not two");
      }
      if (gradientAccumulationSteps < 1) {
        throw new IllegalArgumentException("gradient_accumulation_steps is below 1");
      }
    }

    LearningRateSchedule schedule() {
      return new LearningRateSchedule(learningRate, minLr, warmupSteps, steps);
    }

    OptimizerConfig optimizer() {
      return new OptimizerConfig(
          betas[0], betas[1], eps, weightDecay, decayMatricesOnly, clipGlobalNorm);
    }
  }

  private RecipeParity() {}

  /**
   * Replays a recipe. Must run on the tensor thread. The initial weights are expected beside the
   * recipe's own folder.
   *
   * @param device where the model computes
   * @param tolerance tolerance of losses and weights; five times as much for gradient norms,
   *     relative to themselves
   */
  public static List<Difference> replay(
      TensorEngine engine,
      Path recipePath,
      ComputeDevice device,
      Path goldenPath,
      double tolerance) {
    RecordedRecipe recipe = read(recipePath);
    Path start = recipePath.resolve("../..").resolve(recipe.initialWeights()).normalize();
    // The recording formed its attention weights. A fused kernel rounds differently by some 1e-7,
    // and forty steps of Adam, which divides small gradients by themselves, make 4e-3 of that.
    ForwardPass pass = ForwardPass.over(engine.kernels(), Precision.FP32).withExplicitAttention();
    try (SafetensorsFile golden = SafetensorsFile.open(goldenPath);
        Gemma3Model model = ModelFile.locate(start).load(engine.newManager(device));
        Trainer trainer = new Trainer(model, engine, recipe.optimizer(), pass)) {
      List<Difference> differences = new ArrayList<>();
      train(recipe, trainer, golden, tolerance, differences);
      model
          .namedWeights()
          .forEach(
              (name, p) -> differences.add(weight("final." + name, p.array(), golden, tolerance)));
      return differences;
    }
  }

  private static void train(
      RecordedRecipe recipe,
      Trainer trainer,
      SafetensorsFile golden,
      double tolerance,
      List<Difference> differences) {
    int[][] windows = golden.intRows("batches");
    float[] losses = golden.floats("losses");
    float[] norms = golden.floats("grad_norms");
    double[] rates = golden.doubles("learning_rates");
    int microBatches = recipe.gradientAccumulationSteps();
    requireAll(golden, recipe.steps() * (long) microBatches, losses.length);
    requireAll(golden, recipe.steps(), Math.min(norms.length, rates.length));
    int rows = windows.length / losses.length;
    for (int step = 0; step < recipe.steps(); step++) {
      for (int microBatch = 0; microBatch < microBatches; microBatch++) {
        int number = step * microBatches + microBatch;
        double loss =
            trainer.forwardBackward(batch(windows, number * rows, rows), 1.0 / microBatches);
        differences.add(one("loss." + number, loss, losses[number], tolerance));
      }
      double rate = recipe.schedule().at(step);
      double norm = trainer.gradNorm();
      trainer.step(rate, step + 1L, norm);
      double normDifference = Math.abs(norm - norms[step]) / norms[step];
      double allowed = NORM_FACTOR * tolerance;
      differences.add(new Difference("grad_norm." + step, normDifference, allowed, "relative"));
      differences.add(one("learning_rate." + step, rate, rates[step], 1e-12));
    }
  }

  private static void requireAll(SafetensorsFile golden, long needed, int recorded) {
    if (recorded < needed) {
      String reason = "it records " + recorded + " of " + needed + " steps";
      throw new GemmaException("error.file.damaged", golden.path(), reason);
    }
  }

  /** Each golden row holds the inputs and, one later, the last target. */
  private static Batch batch(int[][] windows, int first, int rows) {
    int[][] inputs = new int[rows][];
    int[][] targets = new int[rows][];
    for (int row = 0; row < rows; row++) {
      int[] window = windows[first + row];
      inputs[row] = Arrays.copyOf(window, window.length - 1);
      targets[row] = Arrays.copyOfRange(window, 1, window.length);
    }
    return new Batch(inputs, targets);
  }

  private static Difference one(String name, double ours, double reference, double tolerance) {
    return new Difference(name, Math.abs(ours - reference), tolerance, "absolute");
  }

  private static Difference weight(
      String name, NDArray ours, SafetensorsFile golden, double tolerance) {
    float[] reference = golden.floats(name);
    return Difference.absolute(name, ours.toFloatArray(), reference, tolerance);
  }

  private static RecordedRecipe read(Path path) {
    if (!Files.exists(path)) {
      throw new GemmaException("error.file.missing", path);
    }
    try {
      RecordedRecipe recipe = GSON.fromJson(Files.readString(path), RecordedRecipe.class);
      return Objects.requireNonNull(recipe, "it is empty");
    } catch (IOException | RuntimeException e) { // Gson wraps what the record says
      throw new GemmaException(e, "error.file.damaged", path, JsonFaults.reason(e));
    }
  }
}
