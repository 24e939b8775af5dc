package gemmalab.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import gemmalab.tensor.OnTensorThread;
import gemmalab.tensor.Precision;
import gemmalab.tensor.Scope;
import gemmalab.tensor.TensorEngine;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(OnTensorThread.class)
class KvCacheTest {

  private static final int VOCABULARY = 50;
  private static final int WINDOW = 8;
  private static final int SLIDING_LAYER = 0;
  private static final int FULL_LAYER = 1;
  private static final GemmaConfig CONFIG = TinyModels.config(VOCABULARY, 512, WINDOW);
  private static final int[] IDS = new SplittableRandom(3).ints(300, 0, VOCABULARY).toArray();

  @ParameterizedTest
  @ValueSource(ints = {1, 5, 8, 9, 255, 256, 270})
  void cachedDecodingGivesTheLogitsOfAFullPass(int promptTokens, TensorEngine engine) {
    try (Gemma3Model model = TinyModels.random(engine, CONFIG);
        Scope scope = Scope.within(model.manager());
        KvCache cache = new KvCache(CONFIG, engine.kernels(), scope.manager())) {
      ForwardPass pass = ForwardPass.over(engine.kernels(), Precision.FP32);
      NDArray full = model.forward(scope.ids(IDS), pass);
      int[] next = Arrays.copyOf(IDS, promptTokens);
      for (int length = promptTokens; length < IDS.length; length++) {
        NDArray cached = model.nextTokenLogits(scope.ids(next), pass.with(cache));
        assertThat(cached.toFloatArray())
            .as("after %d tokens", length)
            .containsExactly(full.get(0, length - 1).toFloatArray(), within(1e-4f));
        next = new int[] {IDS[length]};
      }
    }
  }

  @Test
  void slidingLayerHoldsItsWindowAndAFullLayerAll(TensorEngine engine) {
    try (Gemma3Model model = TinyModels.random(engine, CONFIG);
        Scope scope = Scope.within(model.manager());
        KvCache cache = new KvCache(CONFIG, engine.kernels(), scope.manager())) {
      ForwardPass pass = ForwardPass.over(engine.kernels(), Precision.FP32).with(cache);
      model.nextTokenLogits(scope.ids(Arrays.copyOf(IDS, 5)), pass);
      assertThat(cache.cachedPositions(SLIDING_LAYER)).isEqualTo(5);
      for (int i = 5; i < 270; i++) {
        model.nextTokenLogits(scope.ids(new int[] {IDS[i]}), pass);
      }
      assertThat(cache.length()).isEqualTo(270);
      assertThat(cache.cachedPositions(SLIDING_LAYER)).isEqualTo(WINDOW);
      assertThat(cache.slotCount(SLIDING_LAYER)).isEqualTo(WINDOW);
      assertThat(cache.cachedPositions(FULL_LAYER)).isEqualTo(270);
      assertThat(cache.slotCount(FULL_LAYER)).isBetween(270, 512);
    }
  }

  @Test
  void secondPromptIsRefused(TensorEngine engine) {
    try (Gemma3Model model = TinyModels.random(engine, CONFIG);
        Scope scope = Scope.within(model.manager());
        KvCache cache = new KvCache(CONFIG, engine.kernels(), scope.manager())) {
      ForwardPass pass = ForwardPass.over(engine.kernels(), Precision.FP32).with(cache);
      NDArray prompt = scope.ids(Arrays.copyOf(IDS, 5));
      model.nextTokenLogits(prompt, pass);
      assertThatThrownBy(() -> model.nextTokenLogits(prompt, pass))
          .isInstanceOf(IllegalStateException.class);
    }
  }

  @Test
  void closingTheCacheFreesItsSlots(TensorEngine engine) {
    try (Gemma3Model model = TinyModels.random(engine, CONFIG)) {
      int before = model.manager().getManagedArrays().size();
      try (KvCache cache = new KvCache(CONFIG, engine.kernels(), model.manager())) {
        assertThat(model.manager().getManagedArrays().size()).isGreaterThan(before);
        assertThat(cache.length()).isZero();
      }
      assertThat(model.manager().getManagedArrays()).hasSize(before);
    }
  }
}
