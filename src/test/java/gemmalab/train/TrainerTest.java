package gemmalab.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import ai.djl.ndarray.NDArray;
import gemmalab.data.Batch;
import gemmalab.data.TokenSequence;
import gemmalab.data.Windows;
import gemmalab.model.ForwardPass;
import gemmalab.model.Gemma3Model;
import gemmalab.model.TinyModels;
import gemmalab.tensor.OnTensorThread;
import gemmalab.tensor.Precision;
import gemmalab.tensor.TensorEngine;
import java.util.Arrays;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(OnTensorThread.class)
class TrainerTest {

  private static final int VOCABULARY = 50;
  private static final OptimizerConfig OPTIMIZER =
      new OptimizerConfig(0.9, 0.95, 1e-8, 0.1, true, 1);
  private final Windows windows =
      new Windows(TokenSequence.of(new SplittableRandom(5).ints(200, 0, VOCABULARY).toArray()), 16);

  @ParameterizedTest
  @EnumSource(Precision.class)
  void trainingStepsLeaveNoTensorsBehind(Precision precision, TensorEngine engine) {
    try (Gemma3Model model = model(engine);
        Trainer trainer = trainer(model, engine, precision)) {
      steps(trainer, 0, 3);
      int after3 = arrays(model, engine);
      steps(trainer, 3, 30);
      assertThat(arrays(model, engine)).isEqualTo(after3);
    }
  }

  @Test
  void closedTrainerLeavesOnlyTheModel(TensorEngine engine) {
    try (Gemma3Model model = model(engine)) {
      int before = model.manager().getManagedArrays().size();
      try (Trainer trainer = trainer(model, engine, Precision.BF16)) {
        steps(trainer, 0, 1);
      }
      assertThat(model.manager().getManagedArrays()).hasSize(before);
      assertThat(model.namedWeights().values()).noneMatch(weight -> weight.array().hasGradient());
    }
  }

  @Test
  void microBatchesAddUpToOneBatch(TensorEngine engine) {
    Batch whole = windows.random(1, 0, 4);
    Batch first = new Batch(Arrays.copyOf(whole.inputs(), 2), Arrays.copyOf(whole.targets(), 2));
    Batch second =
        new Batch(
            Arrays.copyOfRange(whole.inputs(), 2, 4), Arrays.copyOfRange(whole.targets(), 2, 4));
    assertThat(normAfter(engine, whole)).isCloseTo(normAfter(engine, first, second), within(1e-5));
  }

  @Test
  void evaluationLearnsNothing(TensorEngine engine) {
    try (Gemma3Model model = model(engine);
        Trainer trainer = trainer(model, engine, Precision.FP32)) {
      Batch batch = windows.random(1, 0, 2);
      double loss = trainer.evaluate(batch);
      assertThat(trainer.evaluate(batch)).isEqualTo(loss);
      assertThat(trainer.forwardBackward(batch, 1)).isCloseTo(loss, within(1e-6));
    }
  }

  @Test
  void updateClearsTheGradients(TensorEngine engine) {
    try (Gemma3Model model = model(engine);
        Trainer trainer = trainer(model, engine, Precision.FP32)) {
      trainer.forwardBackward(windows.random(1, 0, 2), 1);
      assertThat(step(trainer, 1e-3, 1)).isPositive();
      assertThat(step(trainer, 1e-3, 2)).isZero();
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.01, 1e6})
  void gradientsCountUpToTheClipNorm(double maxGradNorm, TensorEngine engine) {
    OptimizerConfig config = new OptimizerConfig(0.9, 0.95, 1e-8, 0.1, true, maxGradNorm);
    ForwardPass pass = ForwardPass.over(engine.kernels(), Precision.FP32);
    try (Gemma3Model model = model(engine);
        Trainer trainer = new Trainer(model, engine, config, pass)) {
      trainer.forwardBackward(windows.random(1, 0, 2), 1);
      double norm = step(trainer, 1e-3, 1);
      double counted =
          Math.min(norm, maxGradNorm); // a first moment is then a tenth of its gradient
      assertThat(firstMoments(trainer)).isCloseTo(0.1 * counted, withinPercentage(0.01));
    }
  }

  /** The norm of all first moments together. */
  private static double firstMoments(Trainer trainer) {
    double squares = 0;
    for (Map.Entry<String, NDArray> moment : trainer.optimizer().moments().entrySet()) {
      if (moment.getKey().endsWith(".first")) {
        for (float value : moment.getValue().toFloatArray()) {
          squares += value * (double) value;
        }
      }
    }
    return Math.sqrt(squares);
  }

  private double normAfter(TensorEngine engine, Batch... batches) {
    try (Gemma3Model model = model(engine);
        Trainer trainer = trainer(model, engine, Precision.FP32)) {
      for (Batch batch : batches) {
        trainer.forwardBackward(batch, 1.0 / batches.length);
      }
      return step(trainer, 1e-3, 1);
    }
  }

  private void steps(Trainer trainer, int from, int to) {
    for (int step = from; step < to; step++) {
      trainer.forwardBackward(windows.random(1, 2L * step, 2), 0.5);
      trainer.forwardBackward(windows.random(1, 2L * step + 1, 2), 0.5);
      step(trainer, 1e-3, step + 1L);
      trainer.evaluate(windows.random(2, step, 2));
    }
  }

  /** A whole step after its micro-batches; returns the norm before clipping. */
  private static double step(Trainer trainer, double learningRate, long number) {
    double norm = trainer.gradNorm();
    trainer.step(learningRate, number, norm);
    return norm;
  }

  private static int arrays(Gemma3Model model, TensorEngine engine) {
    return model.manager().getManagedArrays().size() + engine.kernels().managedArrays();
  }

  private static Gemma3Model model(TensorEngine engine) {
    return TinyModels.random(engine, TinyModels.config(VOCABULARY, 64, 8));
  }

  private static Trainer trainer(Gemma3Model model, TensorEngine engine, Precision precision) {
    return new Trainer(model, engine, OPTIMIZER, ForwardPass.over(engine.kernels(), precision));
  }
}
