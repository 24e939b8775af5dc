package gemmalab.inspect.activation;

import ai.djl.ndarray.NDArray;
import gemmalab.model.Gemma3Model;
import gemmalab.tensor.Kernels;
import gemmalab.tensor.Precision;
import gemmalab.tensor.Scope;
import gemmalab.tokenizer.TextStream;
import gemmalab.tokenizer.Tokenizer;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;

/** The tokens whose embeddings point in the most similar direction. */
public final class EmbeddingNeighbours {

  private static final String TABLE = "model.embed_tokens.weight";

  private EmbeddingNeighbours() {}

  /**
   * A token near another one.
   *
   * @param label the token as readable text
   * @param cosine of the angle between their embeddings, from -1 to 1
   */
  public record Neighbour(int id, String label, double cosine) {}

  /** The nearest tokens, the nearest first, without the token itself. On the tensor thread. */
  public static List<Neighbour> of(
      Gemma3Model model, Kernels kernels, Tokenizer tokenizer, int id, int count) {
    double[] cosines = cosines(model, kernels, id);
    return IntStream.range(0, cosines.length)
        .filter(other -> other != id)
        .boxed()
        .sorted(Comparator.comparingDouble((Integer other) -> -cosines[other]))
        .limit(count)
        .map(other -> new Neighbour(other, TextStream.label(tokenizer, other), cosines[other]))
        .toList();
  }

  private static double[] cosines(Gemma3Model model, Kernels kernels, int id) {
    Objects.checkIndex(id, model.config().vocabSize());
    NDArray table = Objects.requireNonNull(model.namedWeights().get(TABLE)).array(); // [V, C]
    try (Scope scope = Scope.within(model.manager())) {
      scope.borrow(List.of(table));
      NDArray x = table.get(id).expandDims(0); // [1, C]
      float[] products = kernels.linear(x, table, Precision.FP32).toFloatArray(); // [1, V]
      float[] sizes = table.norm(new int[] {1}).toFloatArray(); // [V]
      return IntStream.range(0, products.length)
          .mapToDouble(other -> cosine(products[other], (double) sizes[id] * sizes[other]))
          .toArray();
    }
  }

  /** A vector of zeros has no direction. */
  private static double cosine(double product, double sizes) {
    return sizes == 0 ? 0 : product / sizes;
  }
}
