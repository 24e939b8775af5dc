package gemmalab.inspect;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import gemmalab.tensor.Kernels;
import gemmalab.tokenizer.TextStream;
import gemmalab.tokenizer.Tokenizer;
import java.util.ArrayList;
import java.util.List;

/** A predicted next token and its probability. */
public record TokenPrediction(int id, String text, double probability) {

  /** The most probable tokens at each position of logits [1, T, V], best first. */
  public static List<List<TokenPrediction>> of(
      NDArray logits, int count, Kernels kernels, Tokenizer tokenizer) {
    int known = Math.toIntExact(logits.getShape().get(2));
    int width = Math.min(count, known);
    NDList found = kernels.mostLikelyTokens(logits, width);
    float[] probabilities = found.get(0).toFloatArray();
    long[] ids = found.get(1).toLongArray();
    List<List<TokenPrediction>> places = new ArrayList<>();
    for (int place = 0; place < ids.length / width; place++) {
      List<TokenPrediction> predictions = new ArrayList<>();
      for (int i = place * width; i < (place + 1) * width; i++) {
        int id = Math.toIntExact(ids[i]);
        predictions.add(new TokenPrediction(id, TextStream.label(tokenizer, id), probabilities[i]));
      }
      places.add(predictions);
    }
    return places;
  }
}
