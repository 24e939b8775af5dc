package gemmalab.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import java.util.NavigableSet;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(OnTensorThread.class)
class DrawKernelTest {

  private static final int ALL = Integer.MAX_VALUE;
  private static final double NEARLY_ONE = Math.nextDown(1.0);
  private static final int DRAWS = 200;

  @Test
  void topKOfOneIsTheMostLikely(TensorEngine engine, Scope scope) {
    NDArray logits = scope.manager().create(new float[] {0, 2, 5, 1});
    assertThat(drawn(engine, logits, 1, 1)).containsExactly(2);
    assertThat(engine.kernels().mostLikely(logits)).isEqualTo(2);
  }

  @Test
  void topKKeepsTies(TensorEngine engine, Scope scope) {
    NDArray logits = scope.manager().create(new float[] {1, 3, 3, 0, 3});
    assertThat(drawn(engine, logits, 2, 1)).containsExactly(1, 2, 4);
  }

  @Test
  void topKBeyondTheVocabularyKeepsAll(TensorEngine engine, Scope scope) {
    NDArray logits = scope.manager().create(new float[] {1, 1, 1});
    assertThat(drawn(engine, logits, ALL, 1)).containsExactly(0, 1, 2);
  }

  @Test
  void topPKeepsTheFewestThatReachIt(TensorEngine engine, Scope scope) {
    // probabilities 0.1, 0.5, 0.3, 0.1
    NDArray logits = scope.manager().create(new float[] {log(0.1), log(0.5), log(0.3), log(0.1)});
    assertThat(drawn(engine, logits, ALL, 0.4)).containsExactly(1);
    assertThat(drawn(engine, logits, ALL, 0.7)).containsExactly(1, 2);
  }

  @Test
  void sameUniformGivesTheSameToken(TensorEngine engine, Scope scope) {
    NDArray logits = scope.manager().create(new float[] {0, 1, 2, 1});
    int first = engine.kernels().draw(logits, 1, ALL, 1, 0.37);
    assertThat(engine.kernels().draw(logits, 1, ALL, 1, 0.37)).isEqualTo(first);
  }

  @Test
  void uniformFollowsTheProbabilities(TensorEngine engine, Scope scope) {
    NDArray logits = scope.manager().create(new float[] {log(0.25), log(0.75)});
    assertThat(engine.kernels().draw(logits, 1, ALL, 1, 0.24)).isZero();
    assertThat(engine.kernels().draw(logits, 1, ALL, 1, 0.26)).isEqualTo(1);
  }

  @Test
  void temperatureSharpens(TensorEngine engine, Scope scope) {
    NDArray logits = scope.manager().create(new float[] {log(0.25), log(0.75)});
    // at temperature 0.5 the probabilities are squared: 0.1 and 0.9
    assertThat(engine.kernels().draw(logits, 0.5, ALL, 1, 0.09)).isZero();
    assertThat(engine.kernels().draw(logits, 0.5, ALL, 1, 0.11)).isEqualTo(1);
  }

  @Test
  void uniformNearOneNeverGivesATokenOfProbabilityZero(TensorEngine engine, Scope scope) {
    NDArray logits = scope.manager().create(new float[] {2, 3, 1, 0});
    assertThat(engine.kernels().draw(logits, 1, 2, 1, NEARLY_ONE)).isEqualTo(1);
    assertThat(engine.kernels().draw(logits, 1, ALL, 0.1, NEARLY_ONE)).isEqualTo(1);
    NDArray far = scope.manager().create(new float[] {0, -2000});
    assertThat(engine.kernels().draw(far, 1, ALL, 1, NEARLY_ONE)).isZero();
  }

  @Test
  void uniformOfZeroNeverGivesATokenOfProbabilityZero(TensorEngine engine, Scope scope) {
    NDArray logits = scope.manager().create(new float[] {-2000, 0});
    assertThat(engine.kernels().draw(logits, 1, ALL, 1, 0)).isEqualTo(1);
  }

  @Test
  void beliefsAreTheSoftmaxBestFirst(TensorEngine engine, Scope scope) {
    NDArray logits = scope.manager().create(new float[] {log(0.2), log(0.5), log(0.3)});
    Kernels.Beliefs beliefs = engine.kernels().beliefs(logits, 0, 2);
    assertThat(beliefs.ofChosen()).isCloseTo(0.2, within(1e-6));
    assertThat(beliefs.ids()).containsExactly(1, 2);
    assertThat(beliefs.ofBest()).containsExactly(new double[] {0.5, 0.3}, within(1e-6));
  }

  private static NavigableSet<Integer> drawn(
      TensorEngine engine, NDArray logits, int topK, double p) {
    SplittableRandom random = new SplittableRandom(1);
    NavigableSet<Integer> ids = new TreeSet<>();
    for (int i = 0; i < DRAWS; i++) {
      ids.add(engine.kernels().draw(logits, 1, topK, p, random.nextDouble()));
    }
    return ids;
  }

  private static float log(double probability) {
    return (float) Math.log(probability);
  }
}
