package gemmalab.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import gemmalab.tensor.OnTensorThread;
import gemmalab.tensor.Precision;
import gemmalab.tensor.Scope;
import gemmalab.tensor.TensorEngine;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(OnTensorThread.class)
class Gemma3ModelTest {

  private static final GemmaConfig CONFIG = TinyModels.config(50, 64, 8);
  private static final int[] IDS = {4, 8, 15, 16, 23, 42};

  @Test
  void freshNormsAreZeroAndMatricesAreNot(TensorEngine engine, Scope scope) {
    Gemma3Model model = new Gemma3Model(CONFIG, scope.manager()).withRandomWeights();
    model
        .namedWeights()
        .forEach(
            (name, weight) -> {
              float largest = weight.array().abs().max().getFloat();
              assertThat(largest > 0).as(name).isEqualTo(weight.shape().dimension() > 1);
            });
  }

  @Test
  void pytorchDrawsTheEmbeddingWideAndMatricesByTheirInputs(TensorEngine engine, Scope scope) {
    engine.seed(1);
    Gemma3Model model =
        new Gemma3Model(CONFIG, scope.manager()).withRandomWeights(Initialization.PYTORCH);
    model
        .namedWeights()
        .forEach(
            (name, weight) -> {
              double rms = Math.sqrt(weight.array().square().mean().getFloat());
              if (name.equals("model.embed_tokens.weight")) {
                assertThat(rms).isCloseTo(1, within(0.1));
              } else if (weight.shape().dimension() > 1) {
                double bound = 1 / Math.sqrt((double) weight.shape().get(1));
                assertThat(rms).as(name).isCloseTo(bound / Math.sqrt(3), within(0.1 * bound));
                assertThat(weight.array().abs().max().getFloat())
                    .isLessThanOrEqualTo((float) bound);
              }
            });
  }

  @Test
  void logitsHaveOneNumberForEachTokenOfTheVocabulary(TensorEngine engine) {
    try (Gemma3Model model = TinyModels.random(engine, CONFIG);
        Scope scope = Scope.within(model.manager())) {
      NDArray logits = model.forward(scope.ids(new int[][] {IDS, IDS}), pass(engine));
      assertThat(logits.getShape()).isEqualTo(new Shape(2, IDS.length, 50));
    }
  }

  @Test
  void laterTokensDoNotChangeEarlierLogits(TensorEngine engine) {
    try (Gemma3Model model = TinyModels.random(engine, CONFIG);
        Scope scope = Scope.within(model.manager())) {
      int[] other = IDS.clone();
      other[IDS.length - 1] = 7;
      NDArray ours = model.forward(scope.ids(IDS), pass(engine));
      NDArray changed = model.forward(scope.ids(other), pass(engine));
      int last = IDS.length - 1;
      assertThat(changed.get(":, :" + last).toFloatArray())
          .containsExactly(ours.get(":, :" + last).toFloatArray(), within(1e-5f));
      assertThat(changed.get(0, last).toFloatArray())
          .isNotEqualTo(ours.get(0, last).toFloatArray());
    }
  }

  @Test
  void nextTokenLogitsAreTheLastOfAll(TensorEngine engine) {
    try (Gemma3Model model = TinyModels.random(engine, CONFIG);
        Scope scope = Scope.within(model.manager())) {
      NDArray all = model.forward(scope.ids(IDS), pass(engine));
      NDArray next = model.nextTokenLogits(scope.ids(IDS), pass(engine));
      assertThat(next.toFloatArray())
          .containsExactly(all.get(0, IDS.length - 1).toFloatArray(), within(1e-5f));
    }
  }

  @Test
  void probeSeesEachLayerAndTheEnd(TensorEngine engine) {
    try (Gemma3Model model = TinyModels.random(engine, CONFIG);
        Scope scope = Scope.within(model.manager())) {
      ActivationRecorder probe = new ActivationRecorder();
      model.forward(scope.ids(IDS), pass(engine).with(probe));
      assertThat(probe.hiddenStates()).hasSize(CONFIG.numHiddenLayers() + 1);
      assertThat(probe.attentionWeights()).hasSize(CONFIG.numHiddenLayers());
    }
  }

  @Test
  void bf16StaysNearFloat32(TensorEngine engine) {
    try (Gemma3Model model = TinyModels.random(engine, CONFIG);
        Scope scope = Scope.within(model.manager())) {
      NDArray exact = model.forward(scope.ids(IDS), pass(engine));
      NDArray rounded =
          model.forward(scope.ids(IDS), ForwardPass.over(engine.kernels(), Precision.BF16));
      float scale = exact.abs().max().getFloat();
      float[] ours = rounded.toType(ai.djl.ndarray.types.DataType.FLOAT32, false).toFloatArray();
      assertThat(ours).containsExactly(exact.toFloatArray(), within(0.05f * scale));
    }
  }

  @Test
  void weightOfAnotherShapeIsRefused(TensorEngine engine, Scope scope) {
    Gemma3Model model = new Gemma3Model(CONFIG, scope.manager());
    Weight norm = Objects.requireNonNull(model.namedWeights().get("model.norm.weight"));
    NDArray wrong = scope.manager().zeros(new Shape(17));
    assertThatThrownBy(() -> norm.set(wrong)).hasMessageContaining("17").hasMessageContaining("16");
  }

  private static ForwardPass pass(TensorEngine engine) {
    return ForwardPass.over(engine.kernels(), Precision.FP32);
  }
}
