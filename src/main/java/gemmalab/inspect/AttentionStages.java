package gemmalab.inspect;

import ai.djl.ndarray.NDArray;
import gemmalab.model.ActivationRecorder;
import gemmalab.model.ForwardPass;
import gemmalab.model.Gemma3Model;
import gemmalab.model.GemmaConfig;
import gemmalab.model.Intervention;
import gemmalab.model.Intervention.AttentionHead;
import gemmalab.model.ModelStage;
import gemmalab.tensor.Kernels;
import gemmalab.tensor.Precision;
import gemmalab.tensor.Scope;
import gemmalab.text.GemmaException;
import gemmalab.tokenizer.Tokenizer;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;

/**
 * How the attention weights of one head are computed, step by step.
 *
 * @param values [query][key] at each stage; NaN where the mask forbids attention
 */
public record AttentionStages(Map<Stage, float[][]> values) {

  /** The stages, in order. */
  public enum Stage {
    /** Scores q k · scale of the plain projections. */
    PROJECTED,
    /** Scores after QK-norm. */
    NORMED,
    /** Scores after the rotary embedding: those of the model. */
    ROTATED,
    /** Scores under the causal mask and the sliding window. */
    MASKED,
    /** Attention weights: each row sums to 1. */
    SOFTMAX
  }

  /**
   * Runs a text through the model and keeps one head. Must run on the tensor thread.
   *
   * @throws GemmaException if the text is empty or too long
   */
  public static AttentionStages of(
      Gemma3Model model,
      Kernels kernels,
      Tokenizer tokenizer,
      String text,
      Intervention intervention,
      AttentionHead head) {
    InspectedText read = InspectedText.of(text, tokenizer, model.config());
    ActivationRecorder probe = new ActivationRecorder();
    ForwardPass pass = ForwardPass.over(kernels, Precision.FP32).with(probe).with(intervention);
    Map<Stage, float[][]> values = new EnumMap<>(Stage.class);
    try (Scope scope = Scope.within(model.manager())) {
      model.forward(scope.ids(read.ids()), pass);
      requireLayer(head.layer(), model.config());
      Scores scores = new Scores(probe, kernels, intervention.attentionScale(model.config()), head);
      values.put(Stage.PROJECTED, scores.of(ModelStage.QUERIES, ModelStage.KEYS));
      values.put(Stage.NORMED, scores.of(ModelStage.NORMED_QUERIES, ModelStage.NORMED_KEYS));
      values.put(Stage.ROTATED, scores.of(ModelStage.ROTATED_QUERIES, ModelStage.ROTATED_KEYS));
      values.put(Stage.SOFTMAX, map(probe.attentionWeights().get(head.layer()), head.head()));
    }
    values.put(
        Stage.MASKED,
        masked(at(values, Stage.ROTATED), intervention.window(model.config(), head.layer())));
    return new AttentionStages(values);
  }

  private static void requireLayer(int layer, GemmaConfig config) {
    if (layer >= config.numHiddenLayers()) {
      throw new IllegalArgumentException("there is no layer " + layer);
    }
  }

  /** The scores of one head at a stage of queries and keys. */
  private record Scores(
      ActivationRecorder probe, Kernels kernels, double scale, AttentionHead head) {

    float[][] of(ModelStage queries, ModelStage keys) {
      NDArray query = probe.all(queries).get(head.layer());
      NDArray key = probe.all(keys).get(head.layer());
      return map(kernels.attentionScores(query, key, scale), head.head());
    }
  }

  /** The values of a stage. */
  public float[][] at(Stage stage) {
    return at(values, stage);
  }

  private static float[][] at(Map<Stage, float[][]> values, Stage stage) {
    float[][] map = values.get(stage);
    if (map == null) {
      throw new IllegalStateException(stage + " was not taken");
    }
    return map;
  }

  /** A token attends to itself and earlier tokens, at most {@code window} positions. */
  private static float[][] masked(float[][] scores, int window) {
    float[][] masked = new float[scores.length][];
    for (int row = 0; row < scores.length; row++) {
      masked[row] = scores[row].clone();
      for (int key = 0; key < masked[row].length; key++) {
        if (key > row || key <= row - window) {
          masked[row][key] = Float.NaN;
        }
      }
    }
    return masked;
  }

  /** One head of [1, H, T, T]. */
  private static float[][] map(NDArray all, int head) {
    int tokens = Math.toIntExact(all.getShape().get(2));
    float[] flat = all.get("0, {}", head).toFloatArray();
    float[][] map = new float[tokens][];
    for (int row = 0; row < tokens; row++) {
      map[row] = Arrays.copyOfRange(flat, row * tokens, (row + 1) * tokens);
    }
    return map;
  }
}
