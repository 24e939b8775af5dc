package gemmalab.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@ExtendWith(OnTensorThread.class)
class AttentionKernelsTest {

  private static final int TOKENS = 12;
  private static final int HEADS = 4;
  private static final int HEAD_DIM = 6;
  private static final double SCALE = 0.4;

  @ParameterizedTest
  @CsvSource({"1, 1", "3, 1", "5, 1", "12, 1", "100, 1", "4, 2", "12, 2", "3, 4", "100, 4"})
  void attentionEqualsItsExplicitWeights(
      int window, int keyValueHeads, TensorEngine engine, Scope scope) {
    NDArray query = random(scope, HEADS);
    NDArray key = random(scope, keyValueHeads);
    NDArray value = random(scope, keyValueHeads);
    Kernels kernels = engine.kernels();
    NDArray weights = kernels.attentionWeights(query, key, SCALE, window);
    assertThat(kernels.attention(query, key, value, SCALE, window).toFloatArray())
        .containsExactly(kernels.weightedValues(weights, value).toFloatArray(), within(1e-5f));
  }

  @ParameterizedTest
  @CsvSource({"16", "100", "2000"})
  void fusedAttentionOfALongTextEqualsItsExplicitWeights(
      int window, TensorEngine engine, Scope scope) {
    NDArray query = scope.manager().randomNormal(new Shape(1, HEADS, 1040, HEAD_DIM));
    NDArray key = scope.manager().randomNormal(new Shape(1, 2, 1040, HEAD_DIM));
    NDArray weights = engine.kernels().attentionWeights(query, key, SCALE, window);
    assertThat(engine.kernels().attention(query, key, key, SCALE, window).toFloatArray())
        .containsExactly(
            engine.kernels().weightedValues(weights, key).toFloatArray(), within(1e-5f));
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "3, 2", "5, 1", "100, 4"})
  void attentionEqualsAHandComputation(
      int window, int keyValueHeads, TensorEngine engine, Scope scope) {
    NDArray query = random(scope, HEADS);
    NDArray key = random(scope, keyValueHeads);
    NDArray value = random(scope, keyValueHeads);
    NDArray attended = engine.kernels().attention(query, key, value, SCALE, window);
    for (int head = 0; head < HEADS; head++) {
      int shared = head / (HEADS / keyValueHeads);
      float[][] expected =
          mixByHand(rows(query, head), rows(key, shared), rows(value, shared), window);
      float[][] ours = rows(attended, head);
      for (int token = 0; token < TOKENS; token++) {
        assertThat(ours[token]).containsExactly(expected[token], within(1e-5f));
      }
    }
  }

  @Test
  void cachedAttentionOfTheLastTokenEqualsThePassOverAll(TensorEngine engine, Scope scope) {
    NDArray query = random(scope, HEADS);
    NDArray key = random(scope, 2);
    NDArray value = random(scope, 2);
    Kernels kernels = engine.kernels();
    NDArray keys = scope.manager().zeros(new Shape(1, 2, TOKENS, HEAD_DIM));
    NDArray values = scope.manager().zeros(new Shape(1, 2, TOKENS, HEAD_DIM));
    int last = TOKENS - 1;
    kernels.writeCache(
        key.get(":, :, :" + last),
        value.get(":, :, :" + last),
        slots(kernels, scope, keys, values, 0, last));
    NDArray one =
        kernels.cachedAttention(
            query.get(":, :, " + last + ":"),
            key.get(":, :, " + last + ":"),
            value.get(":, :, " + last + ":"),
            slots(kernels, scope, keys, values, last, TOKENS),
            SCALE);
    NDArray all = kernels.attention(query, key, value, SCALE, TOKENS);
    assertThat(one.toFloatArray())
        .containsExactly(all.get(":, :, " + last + ":").toFloatArray(), within(1e-5f));
  }

  private static Kernels.CacheSlots slots(
      Kernels kernels, Scope scope, NDArray keys, NDArray values, int from, int to) {
    long[] places = java.util.stream.LongStream.range(from, to).toArray();
    return new Kernels.CacheSlots(
        keys, values, scope.manager().create(places), kernels.number(to, scope.manager()));
  }

  private static NDArray random(Scope scope, int heads) {
    return scope.manager().randomNormal(new Shape(1, heads, TOKENS, HEAD_DIM));
  }

  private static float[][] rows(NDArray heads, int head) {
    float[][] rows = new float[TOKENS][];
    for (int token = 0; token < TOKENS; token++) {
      rows[token] = heads.get(0, head, token).toFloatArray();
    }
    return rows;
  }

  private static float[][] mixByHand(float[][] query, float[][] key, float[][] value, int window) {
    float[][] attended = new float[TOKENS][HEAD_DIM];
    for (int i = 0; i < TOKENS; i++) {
      double total = 0;
      double[] sums = new double[HEAD_DIM];
      for (int j = Math.max(0, i - window + 1); j <= i; j++) {
        double weight = Math.exp(SCALE * dot(query[i], key[j]));
        total += weight;
        for (int d = 0; d < HEAD_DIM; d++) {
          sums[d] += weight * value[j][d];
        }
      }
      for (int d = 0; d < HEAD_DIM; d++) {
        attended[i][d] = (float) (sums[d] / total);
      }
    }
    return attended;
  }

  private static double dot(float[] a, float[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * (double) b[i];
    }
    return sum;
  }
}
