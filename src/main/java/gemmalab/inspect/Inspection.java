package gemmalab.inspect;

import ai.djl.ndarray.NDArray;
import gemmalab.model.ActivationRecorder;
import gemmalab.model.ForwardPass;
import gemmalab.model.Gemma3Model;
import gemmalab.model.Intervention;
import gemmalab.model.Intervention.AttentionHead;
import gemmalab.tensor.Kernels;
import gemmalab.tensor.Precision;
import gemmalab.tensor.Scope;
import gemmalab.text.GemmaException;
import gemmalab.tokenizer.Tokenizer;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What a model computes for one text: the attention of every head, its predictions, and the
 * residual stream.
 *
 * @param tokens the tokens as readable text
 * @param ids the token ids
 * @param weights attention weights [layer][head][query][key]; each row sums to 1
 * @param losses -log p of each token after the first, in nats
 * @param next the most probable next tokens after the text, best first
 * @param residual RMS of the residual stream
 */
public record Inspection(
    List<String> tokens,
    int[] ids,
    float[][][][] weights,
    float[] losses,
    List<TokenPrediction> next,
    ResidualStream residual) {

  /** Longest text in tokens. */
  public static final int MAX_TOKENS = InspectedText.MAX_TOKENS;

  private static final int PREDICTIONS = 20;

  /**
   * Runs a text through the model and copies the results. Must run on the tensor thread.
   *
   * @throws GemmaException if the text is empty or too long
   */
  public static Inspection of(
      Gemma3Model model,
      Kernels kernels,
      Tokenizer tokenizer,
      String text,
      Intervention intervention) {
    InspectedText read = InspectedText.of(text, tokenizer, model.config());
    ActivationRecorder probe = new ActivationRecorder();
    ForwardPass pass = ForwardPass.over(kernels, Precision.FP32).with(probe).with(intervention);
    try (Scope scope = Scope.within(model.manager())) {
      NDArray logits = model.forward(scope.ids(read.ids()), pass); // [1, T, V]
      int last = read.length() - 1;
      NDArray end = logits.get(":, {}:", last); // [1, 1, V]
      return new Inspection(
          read.labels(),
          read.ids(),
          probe.attentionWeights().stream().map(Inspection::copy).toArray(float[][][][]::new),
          losses(logits, read, kernels, scope),
          TokenPrediction.of(end, PREDICTIONS, kernels, tokenizer).get(0),
          ResidualStream.of(probe));
    }
  }

  /** Mean loss of the text in nats/token; 0 for a single token, which nothing predicts. */
  public double loss() {
    return IntStream.range(0, losses.length).mapToDouble(i -> losses[i]).average().orElse(0);
  }

  /** All heads, layer by layer. */
  public List<AttentionHead> heads() {
    return IntStream.range(0, weights.length)
        .boxed()
        .flatMap(
            layer ->
                IntStream.range(0, weights[layer].length)
                    .mapToObj(head -> new AttentionHead(layer, head)))
        .toList();
  }

  /**
   * The head to show first: the one with the clearest pattern, with patterns of content before
   * those of position; the first head if none has a pattern.
   */
  public AttentionHead suggestedHead() {
    return heads().stream()
        .max(Comparator.comparingDouble(head -> statistics(head).telling()))
        .orElseThrow();
  }

  /** The statistics of a head on this text. */
  public HeadStatistics statistics(AttentionHead head) {
    return HeadStatistics.of(weights[head.layer()][head.head()], ids);
  }

  static float[] losses(NDArray logits, InspectedText text, Kernels kernels, Scope scope) {
    int last = text.length() - 1;
    return last == 0
        ? new float[0]
        : kernels.tokenLosses(logits.get(":, :{}", last), scope.ids(text.targets())).toFloatArray();
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
