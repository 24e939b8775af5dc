package gemmalab.inspect.activation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import gemmalab.inspect.activation.EmbeddingNeighbours.Neighbour;
import gemmalab.model.Gemma3Model;
import gemmalab.model.TinyModels;
import gemmalab.tensor.OnTensorThread;
import gemmalab.tensor.TensorEngine;
import gemmalab.tokenizer.Gpt2Tokenizer;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(OnTensorThread.class)
class EmbeddingNeighboursTest {

  @Test
  void nearestFirstAndNeverTheTokenItself(TensorEngine engine) {
    Gpt2Tokenizer tokenizer = new Gpt2Tokenizer();
    try (Gemma3Model model = TinyModels.random(engine, TinyModels.config(50, 64, 4))) {
      int held = model.manager().getManagedArrays().size();
      List<Neighbour> near = EmbeddingNeighbours.of(model, engine.kernels(), tokenizer, 7, 49);
      assertThat(model.manager().getManagedArrays()).hasSize(held);
      assertThat(near).hasSize(49).extracting(Neighbour::id).doesNotContain(7);
      assertThat(near).isSortedAccordingTo((a, b) -> Double.compare(b.cosine(), a.cosine()));
      for (Neighbour each : near) {
        assertThat(each.cosine()).isCloseTo(cosine(model, 7, each.id()), within(1e-5));
      }
    }
  }

  private static double cosine(Gemma3Model model, int a, int b) {
    NDArray table =
        Objects.requireNonNull(model.namedWeights().get("model.embed_tokens.weight")).array();
    float[] flat = table.toFloatArray();
    int width = model.config().hiddenSize();
    double product = 0;
    double squaresOfA = 0;
    double squaresOfB = 0;
    for (int i = 0; i < width; i++) {
      double x = flat[a * width + i];
      double y = flat[b * width + i];
      product += x * y;
      squaresOfA += x * x;
      squaresOfB += y * y;
    }
    return product / Math.sqrt(squaresOfA * squaresOfB);
  }
}
