package gemmalab.model;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import gemmalab.tensor.OnTensorThread;
import gemmalab.tensor.Precision;
import gemmalab.tensor.Scope;
import gemmalab.tensor.TensorEngine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@ExtendWith(OnTensorThread.class)
class ModelStageTest {

  private static final Path SOURCES = Path.of("src/main/java/gemmalab/model");
  private static final GemmaConfig CONFIG = TinyModels.config(50, 64, 4);
  private static final int[] IDS = {4, 8, 15, 16, 23, 42};

  /** The model computes these two inside an operation; the reader works them out. */
  private static final Set<ModelStage> NOT_RECORDED =
      EnumSet.of(ModelStage.EMBEDDING, ModelStage.GELU);

  @Test
  void keysNameEachStageOnce() {
    assertThat(Arrays.stream(ModelStage.values()).map(ModelStage::key)).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @EnumSource(ModelStage.class)
  void exactlyOneLineOfTheSourceIsMarked(ModelStage stage) throws IOException {
    Path file = SOURCES.resolve(stage.source().file());
    assertThat(Files.readAllLines(file))
        .filteredOn(line -> line.contains(stage.source().text()))
        .hasSize(1);
  }

  @Test
  void eachStageIsRecordedOnceInEachLayerWithItsShape(TensorEngine engine) {
    try (Gemma3Model model = TinyModels.random(engine, CONFIG);
        Scope scope = Scope.within(model.manager())) {
      ActivationRecorder recorder = new ActivationRecorder();
      ForwardPass pass = ForwardPass.over(engine.kernels(), Precision.FP32).with(recorder);
      model.forward(scope.ids(IDS), pass);
      for (ModelStage stage : EnumSet.complementOf(EnumSet.copyOf(NOT_RECORDED))) {
        int times = stage.perLayer() ? CONFIG.numHiddenLayers() : 1;
        assertThat(recorder.all(stage)).as(stage.name()).hasSize(times);
        for (NDArray x : recorder.all(stage)) {
          assertThat(tokensFirst(x)).as(stage.name()).isEqualTo(named(stage));
        }
      }
    }
  }

  @Test
  void formulaHasTheNumbersOfTheLayer() {
    assertThat(ModelStage.MASKED_SCORES.formula(CONFIG, 0)).contains("query − 4");
    assertThat(ModelStage.ROTATED_KEYS.formula(CONFIG, 0)).contains("10000^(−2i/8)");
    assertThat(ModelStage.ROTATED_KEYS.formula(CONFIG, 1)).contains("1000000^(−2i/8)");
    assertThat(ModelStage.SCORES.formula(CONFIG, 0)).contains("√8");
    assertThat(ModelStage.SCALED_EMBEDDING.formula(CONFIG, -1)).contains("√16");
    assertThat(ModelStage.FINAL_NORM.formula(CONFIG, -1)).contains("0.000001");
  }

  /** Recorded are [1, T, width] and [1, heads, T, D]; named are [T, width] and [T, heads, D]. */
  private static long[] tokensFirst(NDArray x) {
    long[] shape = x.getShape().getShape();
    return switch (shape.length) {
      case 3 -> new long[] {shape[1], shape[2]};
      case 4 -> new long[] {shape[2], shape[1], shape[3]};
      default -> shape;
    };
  }

  /** Mixed values are recorded with their heads one after the other. */
  private static long[] named(ModelStage stage) {
    long[] shape = Arrays.stream(stage.shape(CONFIG, IDS.length)).asLongStream().toArray();
    return stage == ModelStage.MIXED_VALUES ? new long[] {shape[0], shape[1] * shape[2]} : shape;
  }
}
