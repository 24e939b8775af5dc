package gemmalab.inspect;

import ai.djl.ndarray.NDArray;
import gemmalab.model.ActivationRecorder;
import gemmalab.model.ActivationRecorder.QueryKey;
import gemmalab.model.ActivationRecorder.QueryKeyStep;
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
    ActivationRecorder probe = ActivationRecorder.ofQueriesAndKeys(head.layer());
    ForwardPass pass = ForwardPass.over(kernels, Precision.FP32).with(probe).with(intervention);
    Map<Stage, float[][]> values = new EnumMap<>(Stage.class);
    try (Scope scope = Scope.within(model.manager())) {
      model.forward(scope.ids(read.ids()), pass);
      double scale = model.config().attentionScale();
      for (QueryKeyStep step : QueryKeyStep.values()) {
        QueryKey pair = probe.queryKeys().get(step);
        if (pair == null) {
          throw new IllegalArgumentException("there is no layer " + head.layer());
        }
        NDArray scores = kernels.attentionScores(pair.query(), pair.key(), scale);
        values.put(Stage.valueOf(step.name()), map(scores, head.head()));
      }
      values.put(Stage.SOFTMAX, map(probe.attentionWeights().get(head.layer()), head.head()));
    }
    values.put(
        Stage.MASKED,
        masked(at(values, Stage.ROTATED), intervention.window(model.config(), head.layer())));
    return new AttentionStages(values);
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
