package gemmalab.model;

import static gemmalab.model.ModelStage.ATTENTION_OUTPUT;
import static gemmalab.model.ModelStage.ATTENTION_WEIGHTS;
import static gemmalab.model.ModelStage.KEYS;
import static gemmalab.model.ModelStage.MASKED_SCORES;
import static gemmalab.model.ModelStage.MIXED_VALUES;
import static gemmalab.model.ModelStage.NORMED_KEYS;
import static gemmalab.model.ModelStage.NORMED_QUERIES;
import static gemmalab.model.ModelStage.QUERIES;
import static gemmalab.model.ModelStage.ROTATED_KEYS;
import static gemmalab.model.ModelStage.ROTATED_QUERIES;
import static gemmalab.model.ModelStage.SCORES;
import static gemmalab.model.ModelStage.VALUES;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import gemmalab.tensor.Kernels;

/**
 * Self-attention, the only block that moves information between tokens: the query of each token is
 * compared with the keys of all earlier ones, and their values are averaged with the resulting
 * weights (Vaswani et al. 2017). Several query heads share one key-value head (Ainslie et al.
 * 2023):
 *
 * <pre>
 * query heads      q1 q2 q3 q4
 *                   \  \ /  /
 * key-value head       k v
 * </pre>
 *
 * In Gemma 3, queries and keys are normalized (QK-norm) and rotated (RoPE); then softmax(q k ·
 * scale) v under a causal mask. A local layer attends to the last {@code slidingWindow} tokens
 * only.
 */
public final class GroupedQueryAttention extends ModelBlock {

  private final Linear qProj;
  private final Linear kProj;
  private final Linear vProj;
  private final Linear oProj;
  private final RmsNorm qNorm;
  private final RmsNorm kNorm;

  private final GemmaConfig config;
  private final LayerType type;
  private final int layer;
  private final int headDim;

  public GroupedQueryAttention(GemmaConfig config, int layer) {
    this.config = config;
    this.layer = layer;
    type = config.layerTypes().get(layer);
    headDim = config.headDim();
    int width = config.hiddenSize();
    int queryWidth = config.numAttentionHeads() * headDim;
    int keyValueWidth = config.numKeyValueHeads() * headDim;
    qProj = child("q_proj", new Linear(width, queryWidth));
    kProj = child("k_proj", new Linear(width, keyValueWidth));
    vProj = child("v_proj", new Linear(width, keyValueWidth));
    oProj = child("o_proj", new Linear(queryWidth, width));
    qNorm = child("q_norm", new RmsNorm(headDim, config.rmsNormEps(), NORMED_QUERIES, layer));
    kNorm = child("k_norm", new RmsNorm(headDim, config.rmsNormEps(), NORMED_KEYS, layer));
  }

  @Override
  public NDArray forward(NDArray x, ForwardPass pass) { // [B, T, C]
    NDArray query = pass.record(QUERIES, heads(qProj, x, pass)); // [B, H, T, D]
    NDArray key = pass.record(KEYS, heads(kProj, x, pass)); // [B, K, T, D]
    NDArray value = pass.record(VALUES, heads(vProj, x, pass)); // [B, K, T, D]
    query = rotate(ROTATED_QUERIES, qNorm.forward(query, pass), pass);
    key = rotate(ROTATED_KEYS, kNorm.forward(key, pass), pass);
    NDArray mixed = applyHeadMask(attend(query, key, value, pass), pass); // [B, H, T, D]
    mixed = pass.record(MIXED_VALUES, pass.kernels().mergeHeads(mixed)); // [B, T, H · D]
    return pass.record(ATTENTION_OUTPUT, oProj.forward(mixed, pass)); // [B, T, C]
  }

  /** [B, T, C] -> [B, heads, T, D]. */
  private NDArray heads(Linear projection, NDArray x, ForwardPass pass) {
    return pass.kernels().splitHeads(projection.forward(x, pass), headDim);
  }

  /** Rotates each token's vectors by its position. */
  private NDArray rotate(ModelStage stage, NDArray x, ForwardPass pass) {
    boolean skipped = pass.intervention().skips(stage, layer);
    return pass.record(stage, skipped ? x : pass.positions().rotate(x, type));
  }

  /** The mean of the values that each token attends to, weighted by softmax(q k · scale). */
  private NDArray attend(NDArray query, NDArray key, NDArray value, ForwardPass pass) {
    if (pass.explicitAttention()) {
      Kernels kernels = pass.kernels();
      int reach = pass.intervention().window(config, layer);
      double scale = pass.intervention().attentionScale(config);
      NDArray scores = pass.record(SCORES, kernels.attentionScores(query, key, scale));
      NDArray masked = pass.record(MASKED_SCORES, kernels.maskScores(scores, reach));
      NDArray weights = pass.record(ATTENTION_WEIGHTS, kernels.softmax(masked)); // [B, H, T, T]
      return kernels.weightedValues(weights, value);
    }
    if (pass.cache() != null) {
      return pass.cache().attend(layer, query, key, value, config.attentionScale());
    }
    return pass.kernels()
        .attention(query, key, value, config.attentionScale(), config.window(type));
  }

  /** Multiplies the output of each head by its mask: 0 for ablated heads. */
  private NDArray applyHeadMask(NDArray attended, ForwardPass pass) { // [B, H, T, D]
    if (!pass.intervention().ablatesIn(layer)) {
      return attended;
    }
    int heads = Math.toIntExact(attended.getShape().get(1));
    float[] headMask = pass.intervention().headMask(layer, heads);
    return attended.mul(attended.getManager().create(headMask, new Shape(1, heads, 1, 1)));
  }
}
