package gemmalab.benchmark;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import gemmalab.model.GemmaConfig;
import gemmalab.model.LayerType;
import java.util.Map;
import java.util.Objects;

/** The loss of Gemma 3 in DJL's own operators alone, float32, as one would first write it. */
final class PlainGemma {

  private final GemmaConfig config;
  private final Map<String, NDArray> weights;

  /**
   * A model over weights by Hugging Face's names.
   *
   * @param weights attached to the step, so that what is derived from them is freed with it
   */
  PlainGemma(GemmaConfig config, Map<String, NDArray> weights) {
    this.config = config;
    this.weights = weights;
  }

  /** Mean cross-entropy of ids [B, T] against targets [B, T]. */
  NDArray loss(NDArray ids, NDArray targets) {
    NDManager step = ids.getManager();
    long tokens = ids.getShape().get(1);
    NDArray x = embed(ids).mul(number(step, config.embeddingScale())); // [B, T, C]
    for (int layer = 0; layer < config.numHiddenLayers(); layer++) {
      String prefix = "model.layers." + layer + ".";
      LayerType type = config.layerTypes().get(layer);
      NDArray attended = attention(norm(x, prefix + "input_layernorm"), prefix, type, step, tokens);
      x = x.add(norm(attended, prefix + "post_attention_layernorm"));
      NDArray fed = feedForward(norm(x, prefix + "pre_feedforward_layernorm"), prefix);
      x = x.add(norm(fed, prefix + "post_feedforward_layernorm"));
    }
    NDArray logits = linear(norm(x, "model.norm"), "lm_head");
    NDArray flat = logits.reshape(-1, config.vocabSize()).logSoftmax(1);
    NDArray index = targets.reshape(-1, 1);
    return flat.gather(index, 1).neg().mean();
  }

  private NDArray embed(NDArray ids) {
    Shape shape = ids.getShape();
    NDArray rows = weight("model.embed_tokens").get(new NDIndex("{}", ids.flatten()));
    return rows.reshape(shape.get(0), shape.get(1), config.hiddenSize());
  }

  private NDArray attention(NDArray x, String prefix, LayerType type, NDManager step, long tokens) {
    String name = prefix + "self_attn.";
    int heads = config.numAttentionHeads();
    NDArray query = norm(heads(linear(x, name + "q_proj"), heads), name + "q_norm");
    NDArray key =
        norm(heads(linear(x, name + "k_proj"), config.numKeyValueHeads()), name + "k_norm");
    NDArray value = heads(linear(x, name + "v_proj"), config.numKeyValueHeads());
    NDArray angles = angles(step, tokens, config.ropeBase(type));
    query = rotate(query, angles);
    key = repeat(rotate(key, angles), heads);
    value = repeat(value, heads);
    NDArray scores =
        query.matMul(key.transpose(0, 1, 3, 2)).mul(number(step, config.attentionScale()));
    NDArray attended =
        scores.add(mask(step, tokens, config.window(type))).softmax(-1).matMul(value);
    Shape shape = x.getShape();
    return linear(
        attended
            .transpose(0, 2, 1, 3)
            .reshape(shape.get(0), tokens, (long) heads * config.headDim()),
        name + "o_proj");
  }

  private NDArray feedForward(NDArray x, String prefix) {
    NDArray gate = linear(x, prefix + "mlp.gate_proj");
    NDManager step = gate.getManager();
    NDArray cubic = gate.add(gate.mul(gate).mul(gate).mul(number(step, 0.044715)));
    NDArray bent = cubic.mul(number(step, Math.sqrt(2 / Math.PI))).tanh();
    NDArray gelu = bent.add(1).mul(gate).mul(number(step, 0.5));
    return linear(gelu.mul(linear(x, prefix + "mlp.up_proj")), prefix + "mlp.down_proj");
  }

  /** [B, T, H · D] -> [B, H, T, D]. */
  private NDArray heads(NDArray x, int heads) {
    Shape shape = x.getShape();
    return x.reshape(shape.get(0), shape.get(1), heads, config.headDim()).transpose(0, 2, 1, 3);
  }

  private static NDArray repeat(NDArray x, int heads) {
    return x.repeat(1, heads / x.getShape().get(1));
  }

  /** Angles of positions [T, D / 2]. */
  private NDArray angles(NDManager step, long tokens, double base) {
    int half = config.headDim() / 2;
    NDArray exponent = step.arange(half).toType(DataType.FLOAT32, false).mul(-1f / half);
    NDArray frequency = step.create((float) base).pow(exponent).reshape(1, half);
    return step.arange((int) tokens)
        .toType(DataType.FLOAT32, false)
        .reshape(tokens, 1)
        .mul(frequency);
  }

  private NDArray rotate(NDArray x, NDArray angles) {
    NDList halves = x.split(2, 3);
    NDArray first = halves.get(0);
    NDArray second = halves.get(1);
    NDArray cosine = angles.cos();
    NDArray sine = angles.sin();
    return first
        .mul(cosine)
        .sub(second.mul(sine))
        .concat(second.mul(cosine).add(first.mul(sine)), 3);
  }

  /** 0 where a token may look and a very negative number elsewhere. */
  private static NDArray mask(NDManager step, long tokens, int window) {
    NDArray row = step.arange((int) tokens).reshape(tokens, 1);
    NDArray column = step.arange((int) tokens).reshape(1, tokens);
    NDArray distance = row.sub(column);
    NDArray seen = distance.gte(0).logicalAnd(distance.lt(window));
    return seen.toType(DataType.FLOAT32, false).sub(1).mul(1e9f);
  }

  private NDArray norm(NDArray x, String name) {
    NDArray size = x.mul(x).mean(new int[] {-1}, true).add(1e-6f).sqrt();
    return x.div(size).mul(weight(name).add(1));
  }

  private NDArray linear(NDArray x, String name) {
    return x.matMul(weight(name).transpose());
  }

  /**
   * A factor that lives as long as the step: DJL frees the memory of a plain number at once, and
   * backward, which reads it again, then finds anything there.
   */
  private static NDArray number(NDManager step, double value) {
    return step.create((float) value);
  }

  private NDArray weight(String name) {
    return Objects.requireNonNull(weights.get(name + ".weight"), name);
  }
}
