package gemmalab.inspect.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import gemmalab.model.Intervention;
import gemmalab.model.ModelStage;
import gemmalab.tensor.OnTensorThread;
import gemmalab.tensor.TensorEngine;
import gemmalab.text.GemmaException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(OnTensorThread.class)
class ActivationPassTest {

  @ParameterizedTest
  @ValueSource(strings = {"hf_tiny_a", "hf_tiny_tied"})
  void streamAndAttentionAreHuggingFaces(String name, TensorEngine engine) {
    try (GoldenModel golden = new GoldenModel(engine, name)) {
      for (int row = 0; row < 2; row++) {
        Activations read = golden.read(row);
        for (int layer = 0; layer < read.layers(); layer++) {
          compareStream(read, layer, golden.reference("hidden." + layer, row));
          compareAttention(read, layer, golden.reference("attention." + layer, row));
        }
        compare(read, ModelStage.FINAL_NORM, golden.reference("hidden." + read.layers(), row));
        compare(read, ModelStage.LOGITS, golden.reference("logits", row));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"hf_tiny_a", "hf_tiny_tied"})
  void everyStageHasTheWidthThatItSays(String name, TensorEngine engine) {
    try (GoldenModel golden = new GoldenModel(engine, name)) {
      Activations read = golden.read(0);
      for (ModelStage stage : ModelStage.values()) {
        int layer = stage.perLayer() ? read.layers() - 1 : -1;
        float[] vector = read.values(stage, layer, read.length() - 1);
        int[] shape = read.shape(stage);
        assertThat(vector).hasSize(shape.length == 2 ? shape[1] : shape[1] * shape[2]);
        assertThat(read.value(stage, layer, read.length() - 1, 3)).isEqualTo(vector[3]);
      }
    }
  }

  @Test
  void lensEndsWithTheModelsOwnPrediction(TensorEngine engine) {
    try (GoldenModel golden = new GoldenModel(engine, "hf_tiny_a")) {
      Activations read = golden.read(0);
      assertThat(read.hasLens()).isFalse();
      assertThat(read.lens(0, 0)).isNull();
      Activations withLens = lens(golden, read, null);
      int last = read.length() - 1;
      assertThat(withLens.lens(read.layers(), last)).isEqualTo(read.next(last));
      for (int depth = 0; depth < read.layers(); depth++) {
        Prediction word = Objects.requireNonNull(withLens.lens(depth, last));
        assertThat(word.probability()).isBetween(1f / 97, 1f);
      }
    }
  }

  @Test
  void nextWordIsTheLargestLogit(TensorEngine engine) {
    try (GoldenModel golden = new GoldenModel(engine, "hf_tiny_a")) {
      Activations read = golden.read(0);
      for (int token = 0; token < read.length(); token++) {
        float[] logits = read.values(ModelStage.LOGITS, -1, token);
        for (float logit : logits) {
          assertThat(logits[read.next(token).id()]).isGreaterThanOrEqualTo(logit);
        }
      }
    }
  }

  @Test
  void readingLeavesNoTensorsBehind(TensorEngine engine) {
    try (GoldenModel golden = new GoldenModel(engine, "hf_tiny_a")) {
      int before = golden.model().manager().getManagedArrays().size();
      lens(golden, golden.read(0), null);
      assertThat(golden.model().manager().getManagedArrays()).hasSize(before);
    }
  }

  @Test
  void textWithoutTokensIsRefused(TensorEngine engine) {
    try (GoldenModel golden = new GoldenModel(engine, "hf_tiny_a")) {
      assertThatThrownBy(() -> golden.pass().read("", Intervention.NONE))
          .isInstanceOf(GemmaException.class);
    }
  }

  @Test
  void wordsOfTheSameBeginningAreTakenFromTheTextReadBefore(TensorEngine engine) {
    try (GoldenModel golden = new GoldenModel(engine, "hf_tiny_a")) {
      String text = golden.text(0);
      Activations before = lens(golden, golden.pass().read(text + " 5", Intervention.NONE), null);
      Activations now = golden.pass().read(text + " 6 7", Intervention.NONE);
      assertThat(new LensReading(golden.pass(), now, before).columns()).isEqualTo(2);
      Activations fast = lens(golden, now, before);
      Activations slow = lens(golden, now, null);
      for (int depth = 0; depth <= now.layers(); depth++) {
        for (int token = 0; token < now.length(); token++) {
          Prediction word = Objects.requireNonNull(fast.lens(depth, token));
          Prediction whole = Objects.requireNonNull(slow.lens(depth, token));
          assertThat(word.id()).isEqualTo(whole.id());
          assertThat(word.probability()).isCloseTo(whole.probability(), within(1e-5f));
        }
      }
    }
  }

  @Test
  void cancelledLensHasNoResult(TensorEngine engine) {
    try (GoldenModel golden = new GoldenModel(engine, "hf_tiny_a")) {
      LensReading reading = new LensReading(golden.pass(), golden.read(0), null);
      assertThat(reading.runSlice()).isTrue();
      reading.cancel();
      assertThat(reading.runSlice()).isFalse();
      assertThat(reading.result()).isNull();
    }
  }

  private static Activations lens(
      GoldenModel golden, Activations read, @Nullable Activations known) {
    LensReading reading = new LensReading(golden.pass(), read, known);
    while (reading.runSlice()) {}
    return Objects.requireNonNull(reading.result());
  }

  private static void compareStream(Activations read, int layer, float[] reference) {
    for (int token = 0; token < read.length(); token++) {
      float[] ours = read.stream(layer, token);
      for (int i = 0; i < ours.length; i++) {
        assertThat(ours[i]).isCloseTo(reference[token * ours.length + i], within(1e-5f));
      }
    }
  }

  /** The reference is [H, T, T]. */
  private static void compareAttention(Activations read, int layer, float[] reference) {
    int length = read.length();
    for (int i = 0; i < reference.length; i++) {
      int head = i / (length * length);
      int query = i / length % length;
      assertThat(read.attention(layer, head, query, i % length))
          .isCloseTo(reference[i], within(1e-5f));
    }
  }

  private static void compare(Activations read, ModelStage stage, float[] reference) {
    for (int token = 0; token < read.length(); token++) {
      float[] ours = read.values(stage, -1, token);
      for (int i = 0; i < ours.length; i++) {
        assertThat(ours[i]).isCloseTo(reference[token * ours.length + i], within(1e-5f));
      }
    }
  }
}
