package gemmalab.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The head's own loss against the plain one: logits, then cross-entropy, then autograd. */
@ExtendWith(OnTensorThread.class)
class HeadLossKernelsTest {

  private static final int BATCH = 2;
  private static final int TOKENS = 300; // with BATCH more than one piece of rows
  private static final int WIDTH = 6;
  private static final int VOCABULARY = 2_500; // more than one piece of the weight

  @Test
  void lossEqualsCrossEntropyOfTheLogits(TensorEngine engine, Scope scope) {
    NDArray x = random(scope, BATCH, TOKENS, WIDTH);
    NDArray weight = random(scope, VOCABULARY, WIDTH);
    NDArray targets = targets(scope);
    Kernels kernels = engine.kernels();
    NDArray logits = kernels.linear(x, weight, Precision.FP32);
    assertThat(kernels.lmHeadLoss(x, weight, targets, Precision.FP32).getFloat())
        .isCloseTo(kernels.crossEntropy(logits, targets).getFloat(), within(1e-5f));
  }

  @Test
  void gradientsEqualThoseOfTheCrossEntropy(TensorEngine engine, Scope scope) {
    NDArray x = random(scope, BATCH, TOKENS, WIDTH);
    NDArray weight = random(scope, VOCABULARY, WIDTH);
    NDArray targets = targets(scope);
    engine.requireGradients(List.of(x, weight), scope.manager());
    Kernels kernels = engine.kernels();
    float plainLoss;
    try (GradientCollector gradients = engine.recordGradients()) {
      NDArray loss = kernels.crossEntropy(kernels.linear(x, weight, Precision.FP32), targets);
      gradients.backward(loss);
      plainLoss = loss.getFloat();
    }
    float[] ofX = x.getGradient().toFloatArray();
    float[] ofWeight = weight.getGradient().toFloatArray();
    kernels.optimizer().zero(List.of(x.getGradient(), weight.getGradient()), scope.manager());

    double share = 0.25;
    try (GradientCollector gradients = engine.recordGradients()) {
      NDArray gradient = weight.getGradient();
      NDArray loss =
          kernels.lmHeadLossAndGradient(x, weight, gradient, targets, share, Precision.FP32);
      gradients.backward(loss);
      assertThat(loss.getFloat()).isCloseTo(plainLoss, within(1e-5f));
    }
    assertThat(x.getGradient().div(share).toFloatArray()).containsExactly(ofX, within(1e-6f));
    assertThat(weight.getGradient().div(share).toFloatArray())
        .containsExactly(ofWeight, within(1e-5f));
  }

  private static NDArray random(Scope scope, long... shape) {
    return scope.manager().randomNormal(new Shape(shape));
  }

  private static NDArray targets(Scope scope) {
    SplittableRandom random = new SplittableRandom(3);
    int[][] rows = new int[BATCH][];
    for (int row = 0; row < BATCH; row++) {
      rows[row] = random.ints(TOKENS, 0, VOCABULARY).toArray();
    }
    return scope.ids(rows);
  }
}
