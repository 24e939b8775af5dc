package gemmalab.inspect;

import ai.djl.ndarray.NDArray;
import gemmalab.model.ForwardPass;
import gemmalab.model.Gemma3Model;
import gemmalab.model.Probe;
import gemmalab.tensor.Kernels;
import gemmalab.tensor.Precision;
import gemmalab.tensor.Scope;
import gemmalab.text.GemmaException;
import gemmalab.tokenizer.TextStream;
import gemmalab.tokenizer.Tokenizer;
import java.util.Arrays;
import java.util.List;

/**
 * What every head of every layer looks at in one text.
 *
 * @param tokens the text's tokens, as people read them
 * @param weights [layer][head][token][token looked at]; each row adds up to 1
 */
public record AttentionMaps(List<String> tokens, float[][][][] weights) {

  /** Longest text: its maps of all layers and heads stay small enough to keep. */
  public static final int MAX_TOKENS = 256;

  /**
   * Runs a text through the model and copies the attention weights out; on the tensor thread.
   *
   * @throws GemmaException if the text is empty or too long
   */
  public static AttentionMaps of(
      Gemma3Model model, Kernels kernels, Tokenizer tokenizer, String text) {
    int[] ids = tokenizer.encode(text);
    int limit = Math.min(MAX_TOKENS, model.config().maxPositionEmbeddings());
    if (ids.length == 0) {
      throw new GemmaException("error.inspect.empty");
    }
    if (ids.length > limit) {
      throw new GemmaException("error.inspect.long", ids.length, limit);
    }
    Probe probe = new Probe();
    try (Scope scope = Scope.within(model.manager())) {
      model.forward(scope.ids(ids), ForwardPass.over(kernels, Precision.FP32).with(probe));
      float[][][][] weights =
          probe.attentionWeights().stream().map(AttentionMaps::copy).toArray(float[][][][]::new);
      List<String> tokens =
          Arrays.stream(ids).mapToObj(id -> TextStream.label(tokenizer, id)).toList();
      return new AttentionMaps(tokens, weights);
    }
  }

  /** [1, H, T, T] -> [head][token][token]. */
  private static float[][][] copy(NDArray layer) {
    int heads = Math.toIntExact(layer.getShape().get(1));
    int tokens = Math.toIntExact(layer.getShape().get(2));
    float[] flat = layer.toFloatArray();
    float[][][] maps = new float[heads][tokens][];
    for (int head = 0; head < heads; head++) {
      for (int row = 0; row < tokens; row++) {
        int from = (head * tokens + row) * tokens;
        maps[head][row] = Arrays.copyOfRange(flat, from, from + tokens);
      }
    }
    return maps;
  }
}
