package gemmalab.inspect.explain;

import gemmalab.inspect.stage.Activations;
import gemmalab.model.GemmaConfig;
import gemmalab.model.ModelStage;

/** The largest attention score of a token in each head, with and without QK-norm, before RoPE. */
public final class LargestScores {

  private final Activations activations;
  private final int layer;

  public LargestScores(Activations activations, int layer) {
    this.activations = activations;
    this.layer = layer;
  }

  /** Of each head, as the queries and keys leave their matrices. */
  public double[] withoutNorm(int token) {
    return largest(ModelStage.QUERIES, ModelStage.KEYS, token);
  }

  /** Of each head, after both went through their norms. */
  public double[] withNorm(int token) {
    return largest(ModelStage.NORMED_QUERIES, ModelStage.NORMED_KEYS, token);
  }

  private double[] largest(ModelStage queries, ModelStage keys, int token) {
    GemmaConfig config = activations.config();
    int size = config.headDim();
    int shared = config.numAttentionHeads() / config.numKeyValueHeads();
    float[] query = activations.values(queries, layer, token);
    double[] largest = new double[config.numAttentionHeads()];
    for (int other = 0; other <= token; other++) {
      float[] key = activations.values(keys, layer, other);
      for (int head = 0; head < largest.length; head++) {
        double score = 0;
        for (int i = 0; i < size; i++) {
          score += (double) query[head * size + i] * key[head / shared * size + i];
        }
        double scaled = Math.abs(score) * config.attentionScale();
        largest[head] = Math.max(largest[head], scaled);
      }
    }
    return largest;
  }
}
