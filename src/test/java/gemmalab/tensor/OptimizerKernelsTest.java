package gemmalab.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@ExtendWith(OnTensorThread.class)
class OptimizerKernelsTest {

  private static final double RATE = 0.01;
  private static final double BETA1 = 0.9;
  private static final double BETA2 = 0.95;
  private static final double EPSILON = 1e-8;
  private static final double[][] GRADIENTS = {{0.5, -2, 1e-3}, {0.1, 3, -1e-3}, {-4, 0.2, 0}};

  @Test
  void theNormOfGradientsIsOfAllTogether(TensorEngine engine, Scope scope) {
    NDArray a = scope.manager().create(new float[] {3, 0});
    NDArray b = scope.manager().create(new float[] {0, 0, 4});
    NDArray norm = engine.kernels().optimizer().gradNorm(List.of(a, b), scope.manager());
    assertThat(norm.getFloat()).isCloseTo(5f, within(1e-5f));
  }

  @Test
  void zeroClearsTensorsInPlace(TensorEngine engine, Scope scope) {
    NDArray tensor = scope.manager().ones(new Shape(3));
    engine.kernels().optimizer().zero(List.of(tensor), scope.manager());
    assertThat(tensor.toFloatArray()).containsExactly(0, 0, 0);
  }

  @ParameterizedTest
  @CsvSource({"0, 1", "0.1, 1", "0.1, 2.5"})
  void adamWEqualsAHandComputation(double decay, double divisor, TensorEngine engine, Scope scope) {
    double[] start = {1, -0.5, 2};
    double[] first = new double[3];
    double[] second = new double[3];
    double[] expected = start.clone();
    NDArray weight = scope.manager().create(new float[] {1, -0.5f, 2});
    NDArray firstMoment = scope.manager().zeros(new Shape(3));
    NDArray secondMoment = scope.manager().zeros(new Shape(3));
    for (int update = 1; update <= GRADIENTS.length; update++) {
      double[] gradient = DoubleStream.of(GRADIENTS[update - 1]).map(g -> g * divisor).toArray();
      updateByHand(expected, GRADIENTS[update - 1], first, second, decay, update);
      engine
          .kernels()
          .optimizer()
          .adamW(
              new AdamWSettings(RATE, BETA1, BETA2, EPSILON, decay, update, divisor),
              List.of(weight),
              List.of(scope.manager().create(floats(gradient))),
              List.of(firstMoment),
              List.of(secondMoment),
              scope.manager());
      assertThat(weight.toFloatArray()).containsExactly(floats(expected), within(1e-6f));
    }
    assertThat(firstMoment.toFloatArray()).containsExactly(floats(first), within(1e-6f));
    assertThat(secondMoment.toFloatArray()).containsExactly(floats(second), within(1e-5f));
  }

  private static void updateByHand(
      double[] weight, double[] gradient, double[] m, double[] v, double decay, int update) {
    for (int i = 0; i < weight.length; i++) {
      weight[i] -= RATE * decay * weight[i];
      m[i] = BETA1 * m[i] + (1 - BETA1) * gradient[i];
      v[i] = BETA2 * v[i] + (1 - BETA2) * gradient[i] * gradient[i];
      double mean = m[i] / (1 - Math.pow(BETA1, update));
      double square = v[i] / (1 - Math.pow(BETA2, update));
      weight[i] -= RATE * mean / (Math.sqrt(square) + EPSILON);
    }
  }

  private static float[] floats(double[] values) {
    float[] floats = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      floats[i] = (float) values[i];
    }
    return floats;
  }
}
