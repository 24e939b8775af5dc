package gemmalab.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import java.io.File;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@ExtendWith(OnTensorThread.class)
class KernelsTest {

  private static final double EPSILON = 1e-6;
  private static final int NO_PADDING = -1;

  /** What is deleted at the end of a process stays for ever if the process is killed. */
  @Test
  void compilingLeavesTheTemporaryFolderAlone(TensorEngine engine) {
    long before = temporaryModels();
    assertThat(KernelScript.compile(Engine.getEngine("PyTorch")).managedArrays()).isZero();
    assertThat(temporaryModels()).isEqualTo(before);
  }

  private static long temporaryModels() {
    String[] names = new File(System.getProperty("java.io.tmpdir")).list();
    return Stream.of(Objects.requireNonNull(names)).filter(n -> n.startsWith("pt-model")).count();
  }

  @ParameterizedTest
  @EnumSource
  void rmsNormMultipliesByOnePlusWeight(Precision precision, TensorEngine engine, Scope scope) {
    NDArray x = scope.manager().create(new float[] {3, -4}); // mean of squares 12.5
    NDArray weight = scope.manager().create(new float[] {0, 0.5f});
    float[] y = engine.kernels().rmsNorm(x, weight, EPSILON, precision).toFloatArray();
    double size = Math.sqrt(12.5 + EPSILON);
    assertThat(y)
        .containsExactly(
            new float[] {(float) (3 / size), (float) (-4 / size * 1.5)}, within(1e-6f));
  }

  @ParameterizedTest
  @EnumSource
  void rmsNormOfZerosIsZero(Precision precision, TensorEngine engine, Scope scope) {
    NDArray x = scope.manager().zeros(new Shape(1, 4));
    NDArray weight = scope.manager().ones(new Shape(4));
    assertThat(engine.kernels().rmsNorm(x, weight, EPSILON, precision).toFloatArray())
        .containsOnly(0f);
  }

  @Test
  void bothWaysToTheNormHaveOneGradient(TensorEngine engine, Scope scope) {
    float[] exact = gradientOfNorm(Precision.FP32, engine, scope);
    assertThat(gradientOfNorm(Precision.BF16, engine, scope)).containsExactly(exact, within(1e-4f));
    assertThat(exact[0]).isNotZero();
    assertThat(exact[3]).isCloseTo(1000, within(1f)); // 1 / sqrt(epsilon)
  }

  /** Of a row of numbers and a row of zeros, whose length has no slope. */
  private static float[] gradientOfNorm(Precision precision, TensorEngine engine, Scope scope) {
    NDArray x = scope.manager().create(new float[] {3, -4, 1, 0, 0, 0}, new Shape(2, 3));
    NDArray weight = scope.manager().create(new float[] {0, 0.5f, -0.2f});
    x.setRequiresGradient(true);
    try (GradientCollector gradients = engine.recordGradients()) {
      NDArray y = engine.kernels().rmsNorm(x, weight, EPSILON, precision);
      gradients.backward(y.mul(scope.manager().create(new float[] {1, 2, -3})).sum());
    }
    return x.getGradient().toFloatArray();
  }

  @Test
  void crossEntropyOfUniformLogitsIsLogOfVocabulary(TensorEngine engine, Scope scope) {
    NDArray logits = scope.manager().ones(new Shape(2, 3, 50));
    NDArray targets = scope.ids(new int[][] {{0, 1, 2}, {47, 48, 49}});
    assertThat((double) engine.kernels().crossEntropy(logits, targets).getFloat())
        .isCloseTo(Math.log(50), within(1e-6));
  }

  @Test
  void geluTanhGateIsGeluTimesUp(TensorEngine engine, Scope scope) {
    NDArray gate = scope.manager().create(new float[] {-2, 0, 1});
    NDArray up = scope.manager().create(new float[] {3, 5, -1});
    float[] y = engine.kernels().geluTanhGate(gate, up).toFloatArray();
    assertThat(y)
        .containsExactly(new float[] {(float) (3 * gelu(-2)), 0, (float) -gelu(1)}, within(1e-6f));
  }

  @Test
  void embeddingIsScaled(TensorEngine engine, Scope scope) {
    NDArray weight = scope.manager().create(new float[] {1, 2, 3, 4}, new Shape(2, 2));
    NDArray rows = engine.kernels().embedding(scope.ids(new int[] {1, 0}), weight, 10, NO_PADDING);
    assertThat(rows.toFloatArray()).containsExactly(30, 40, 10, 20);
  }

  @Test
  void paddingRowOfEmbeddingGetsNoGradient(TensorEngine engine, Scope scope) {
    assertThat(embeddingGradient(engine, scope, 0)).containsExactly(0, 0, 4, 4);
  }

  @Test
  void everyRowGetsAGradientWithoutPadding(TensorEngine engine, Scope scope) {
    assertThat(embeddingGradient(engine, scope, NO_PADDING)).containsExactly(2, 2, 4, 4);
  }

  @Test
  void linearMultipliesByTheTransposedWeight(TensorEngine engine, Scope scope) {
    NDArray x = scope.manager().create(new float[] {1, 2}, new Shape(1, 2));
    NDArray weight = scope.manager().create(new float[] {1, 0, 3, 4, 5, 6}, new Shape(3, 2));
    assertThat(engine.kernels().linear(x, weight, Precision.FP32).toFloatArray())
        .containsExactly(1, 11, 17);
  }

  @Test
  void linearInBf16KeepsFloat32Gradients(TensorEngine engine, Scope scope) {
    NDArray x = scope.manager().create(new float[] {1, 2, 3, 4}, new Shape(2, 2));
    NDArray weight = scope.manager().ones(new Shape(3, 2));
    weight.setRequiresGradient(true);
    try (GradientCollector gradients = engine.recordGradients()) {
      NDArray y = engine.kernels().linear(x, weight, Precision.BF16);
      NDArray targets = scope.ids(new int[][] {{0}, {0}});
      gradients.backward(engine.kernels().crossEntropy(y, targets));
    }
    NDArray gradient = weight.getGradient(); // of the first row -2/3, of the others 1/3, halved
    assertThat(gradient.getDataType()).isEqualTo(DataType.FLOAT32);
    assertThat(gradient.toFloatArray())
        .containsExactly(new float[] {-4 / 3f, -2, 2 / 3f, 1, 2 / 3f, 1}, within(0.01f));
  }

  @Test
  void linearInBf16RoundsToEightBits(TensorEngine engine, Scope scope) {
    NDArray x = scope.manager().create(new float[] {257}, new Shape(1, 1));
    NDArray weight = scope.manager().ones(new Shape(1, 1));
    NDArray y = engine.kernels().linear(x, weight, Precision.BF16);
    assertThat(y.toType(DataType.FLOAT32, false).toFloatArray()).containsExactly(256);
  }

  @Test
  void splitHeadsIsUndoneByMergeHeads(TensorEngine engine, Scope scope) {
    NDArray x = scope.manager().arange(24f).reshape(1, 3, 8);
    NDArray heads = engine.kernels().splitHeads(x, 2);
    assertThat(heads.getShape()).isEqualTo(new Shape(1, 4, 3, 2));
    assertThat(engine.kernels().mergeHeads(heads).toFloatArray()).isEqualTo(x.toFloatArray());
  }

  @Test
  void linearScalingDividesPositions(TensorEngine engine, Scope scope) {
    NDArray like = scope.manager().ones(new Shape(1));
    assertThat(engine.kernels().rotaryTable(like, 40, 1, 10_000, 8, 4).toFloatArray())
        .containsExactly(
            engine.kernels().rotaryTable(like, 5, 1, 10_000, 1, 4).toFloatArray(), within(1e-5f));
  }

  @Test
  void rotationTurnsPairsHalfAHeadApart(TensorEngine engine, Scope scope) {
    NDArray x = scope.manager().create(new float[] {1, 2, 3, 4}, new Shape(1, 1, 1, 4));
    NDArray table = engine.kernels().rotaryTable(x, 5, 1, 10_000, 1, 4);
    double fast = 5;
    double slow = 5 / Math.sqrt(10_000);
    assertThat(engine.kernels().rotate(x, table).toFloatArray())
        .containsExactly(
            new float[] {
              (float) (Math.cos(fast) - 3 * Math.sin(fast)),
              (float) (2 * Math.cos(slow) - 4 * Math.sin(slow)),
              (float) (3 * Math.cos(fast) + Math.sin(fast)),
              (float) (4 * Math.cos(slow) + 2 * Math.sin(slow))
            },
            within(1e-5f));
  }

  private static float[] embeddingGradient(TensorEngine engine, Scope scope, int padding) {
    NDArray weight = scope.manager().ones(new Shape(2, 2));
    engine.requireGradients(List.of(weight), scope.manager());
    NDArray ids = scope.ids(new int[] {0, 1, 1});
    try (GradientCollector gradients = engine.recordGradients()) {
      gradients.backward(engine.kernels().embedding(ids, weight, 2, padding).sum());
    }
    return weight.getGradient().toFloatArray();
  }

  private static double gelu(double x) {
    return 0.5 * x * (1 + Math.tanh(Math.sqrt(2 / Math.PI) * (x + 0.044715 * x * x * x)));
  }
}
