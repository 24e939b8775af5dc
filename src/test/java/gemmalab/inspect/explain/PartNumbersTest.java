package gemmalab.inspect.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import gemmalab.inspect.stage.Activations;
import gemmalab.inspect.stage.GoldenModel;
import gemmalab.inspect.stage.SampleActivations;
import gemmalab.model.GemmaConfig;
import gemmalab.model.LayerType;
import gemmalab.model.ModelPreset;
import gemmalab.model.ModelStage;
import gemmalab.picture.DrawnShape.Label;
import gemmalab.picture.DrawnShape.Lines;
import gemmalab.picture.Picture;
import gemmalab.tensor.OnTensorThread;
import gemmalab.tensor.TensorEngine;
import gemmalab.text.Messages;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@ExtendWith(OnTensorThread.class)
class PartNumbersTest {

  private static final GemmaConfig LARGE = ModelPreset.GEMMA3_270M.config();

  /** Turns a vector of ones by hand, half against half, and takes its product with itself. */
  @ParameterizedTest
  @EnumSource(LayerType.class)
  void shareIsTheScoreOfEqualVectorsThatAreTurned(LayerType type) {
    RotaryAngles angles = new RotaryAngles(LARGE, type);
    int half = LARGE.headDim() / 2;
    for (int distance : new int[] {0, 1, 7, 100, 5000}) {
      double product = 0;
      for (int i = 0; i < half; i++) {
        double angle = distance / Math.pow(LARGE.ropeBase(type), (double) i / half);
        double first = Math.cos(angle) - Math.sin(angle);
        double second = Math.cos(angle) + Math.sin(angle);
        product += first + second;
      }
      assertThat(angles.share(distance)).isCloseTo(product / (2 * half), within(1e-9));
    }
    assertThat(angles.share(0)).isEqualTo(1);
  }

  @Test
  void largerBaseKeepsMoreOfAScoreFarAway() {
    RotaryAngles local = new RotaryAngles(LARGE, LayerType.SLIDING);
    RotaryAngles global = new RotaryAngles(LARGE, LayerType.FULL);
    for (int distance : new int[] {50, 500, 2000}) {
      assertThat(global.share(distance)).isGreaterThan(local.share(distance));
    }
  }

  @Test
  void rotaryPictureHasBothBasesAndAHandOnEachDial() {
    Picture picture = RotaryPicture.of(LARGE, 8, 1024, 228, Messages.english());

    assertThat(picture.shapes())
        .filteredOn(Label.class::isInstance)
        .extracting(shape -> ((Label) shape).text())
        .contains("local layers · base 10,000", "global layers · base 1,000,000", "1024");
    assertThat(picture.shapes()).filteredOn(Lines.class::isInstance).hasSize(2 * 8 * 2 + 2 + 2);
  }

  @Test
  void sharedHeadsSaveAsManyTimesAsTheyAreSharedAndWindowsKeepLocalLayersShort() {
    KeyValueMemory memory = new KeyValueMemory(LARGE);

    assertThat(memory.perToken()).isEqualTo(18L * 2 * 256);
    assertThat(memory.perTokenWithoutSharing()).isEqualTo(4 * memory.perToken());
    assertThat(memory.ofContext()).isEqualTo(512L * (15 * 512 + 3 * 32_768));
    assertThat(memory.ofContextWithoutWindows()).isEqualTo(512L * 18 * 32_768);
  }

  @Test
  void strongestUnitIsTheLargestNumberOfItsToken() {
    Activations read = SampleActivations.of(ModelPreset.NANO.config(), 6);
    UnitActivity units = new UnitActivity(read, 2);
    float[] all = read.values(ModelStage.GATED, 2, 4);
    float largest = Math.abs(units.of(units.strongest(4))[4]);
    for (float value : all) {
      assertThat(Math.abs(value)).isLessThanOrEqualTo(largest);
    }
  }

  /** The first token sees itself alone, and nothing turns it: RoPE's angle is 0. */
  @Test
  void largestScoresOfTheFirstTokenAreTheModelsOwn(TensorEngine engine) {
    try (GoldenModel golden = new GoldenModel(engine, "hf_tiny_a")) {
      Activations read = golden.read(0);
      for (int layer = 0; layer < read.layers(); layer++) {
        double[] largest = new LargestScores(read, layer).withNorm(0);
        for (int head = 0; head < largest.length; head++) {
          float score = read.value(ModelStage.SCORES, layer, 0, head * read.length());
          assertThat(largest[head]).isCloseTo(Math.abs(score), within(1e-5));
        }
      }
    }
  }
}
