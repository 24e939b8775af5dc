package gemmalab.inspect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gemmalab.checkpoint.ModelFile;
import gemmalab.tensor.ComputeDevice;
import gemmalab.tensor.OnTensorThread;
import gemmalab.tensor.TensorEngine;
import gemmalab.text.GemmaException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@ExtendWith(OnTensorThread.class)
class ParityTest {

  private static final Path GOLDEN = Path.of("src/test/resources/golden");

  @Test
  void huggingFacesModelIsReproduced(TensorEngine engine) {
    List<Difference> differences = compare(engine, "hf_tiny_a");
    assertThat(differences)
        .allMatch(Difference::within)
        .extracting(Difference::name)
        .contains("logits", "hidden.6", "attention.5", "loss", "grad.lm_head.weight", "greedy");
  }

  @Test
  void originalsModelIsReproduced(TensorEngine engine) {
    assertThat(compare(engine, "seed_tiny"))
        .allMatch(Difference::within)
        .extracting(Difference::name)
        .contains("logits", "loss");
  }

  @ParameterizedTest
  @CsvSource({"train_tiny, loss.79", "train_tiny_all_decay, loss.19"})
  void recordedTrainingRunIsReproduced(String recipe, String lastLoss, TensorEngine engine) {
    Path folder = GOLDEN.resolve(recipe);
    List<Difference> differences =
        RecipeParity.replay(
            engine,
            folder.resolve("recipe.json"),
            ComputeDevice.CPU,
            folder.resolve("golden.safetensors"),
            1e-3);
    assertThat(differences)
        .allMatch(Difference::within)
        .extracting(Difference::name)
        .contains(lastLoss, "grad_norm.19", "learning_rate.19", "final.model.norm.weight");
  }

  @Test
  void anotherModelsTensorsAreFar(TensorEngine engine) {
    List<Difference> differences =
        Parity.compare(
            engine,
            ModelFile.locate(GOLDEN.resolve("seed_tiny")),
            ComputeDevice.CPU,
            GOLDEN.resolve("hf_tiny_a/golden.safetensors"),
            1e-4);
    assertThat(differences).anyMatch(difference -> !difference.within());
  }

  @Test
  void missingRecipeIsNamed(TensorEngine engine) {
    Path absent = GOLDEN.resolve("absent/recipe.json");
    assertThatThrownBy(() -> RecipeParity.replay(engine, absent, ComputeDevice.CPU, absent, 1e-3))
        .isInstanceOf(GemmaException.class)
        .hasMessageContaining(absent.toString());
  }

  @Test
  void notANumberIsNeverWithin() {
    float[] ours = {1, Float.NaN, 1};
    float[] reference = {1, 1, 1};
    assertThat(Difference.absolute("x", ours, reference, 10).within()).isFalse();
  }

  @Test
  void tensorOfAnotherLengthIsNeverWithin() {
    assertThat(Difference.absolute("x", new float[2], new float[3], 10).within()).isFalse();
  }

  @Test
  void relativeDifferenceIsOfTheLargestReference() {
    Difference difference = Difference.relative("x", new float[] {9, 1}, new float[] {10, 1}, 0.1);
    assertThat(difference.largest()).isEqualTo(0.1);
    assertThat(difference.within()).isTrue();
  }

  private static List<Difference> compare(TensorEngine engine, String model) {
    Path folder = GOLDEN.resolve(model);
    return Parity.compare(
        engine,
        ModelFile.locate(folder),
        ComputeDevice.CPU,
        folder.resolve("golden.safetensors"),
        1e-4);
  }
}
