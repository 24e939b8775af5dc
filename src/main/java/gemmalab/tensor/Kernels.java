package gemmalab.tensor;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;

/**
 * The arithmetic of the model: typed calls into the TorchScript of {@code kernels.py}, with
 * gradients.
 *
 * <p>Letters of shapes: B batch, T tokens, S keys, V vocabulary, C width, H heads, K key-value
 * heads, D head size. Each result joins the scope of the first operand.
 */
public final class Kernels {

  /** Tokens whose logits stand in memory at one time, while the loss is taken. */
  private static final int HEAD_ROWS = 512;

  /** On a CPU, so few rows of logits in float32 that they stay in its cache. */
  private static final int HEAD_ROWS_IN_CACHE = 32;

  private final KernelScript script;
  private final OptimizerKernels optimizer;

  private Kernels(KernelScript script) {
    this.script = script;
    optimizer = new OptimizerKernels(script);
  }

  /** Compiles the kernels; done once in a process. */
  static Kernels compile(Engine engine) {
    return new Kernels(KernelScript.compile(engine));
  }

  /**
   * Scaled rows of a table: ids [B, T] of int64, weight [V, C] -> [B, T, C].
   *
   * @param padding the row that gets no gradient; -1 for none
   */
  public NDArray embedding(NDArray ids, NDArray weight, double scale, int padding) {
    return script.call("embedding", ids, weight, script.constant(scale), script.constant(padding));
  }

  /**
   * x / rms(x) * (1 + weight) over the last axis, in float32 (Zhang and Sennrich 2019).
   *
   * @param precision of the products around it: beside bfloat16, the last bits of the norm are not
   *     worth their time
   */
  public NDArray rmsNorm(NDArray x, NDArray weight, double epsilon, Precision precision) {
    String method = precision == Precision.BF16 ? "rms_norm_by_length" : "rms_norm";
    return script.call(method, x, weight, script.constant(epsilon));
  }

  /** x [..., in] times weight [out, in] transposed -> [..., out], in the given precision. */
  public NDArray linear(NDArray x, NDArray weight, Precision precision) {
    return script.call(precision == Precision.BF16 ? "linear_bf16" : "linear", x, weight);
  }

  /** gelu(gate) · up, element by element, with GELU in its tanh form. */
  public NDArray geluTanhGate(NDArray gate, NDArray up) {
    return script.call("gelu_tanh_gate", gate, up);
  }

  /** [B, T, H · D] -> [B, H, T, D]. */
  public NDArray splitHeads(NDArray x, int headDim) {
    return script.call("split_heads", x, script.constant(headDim));
  }

  /** [B, H, T, D] -> [B, T, H · D]. */
  public NDArray mergeHeads(NDArray x) {
    return script.call("merge_heads", x);
  }

  /** Cosines and sines [2, count, D / 2] of the rotary positions from {@code first} on. */
  public NDArray rotaryTable(
      NDArray like, int first, int count, double base, double factor, int headDim) {
    NDManager scope = like.getManager();
    return script.call(
        "rotary_table",
        like,
        script.number(first, scope),
        script.number(count, scope),
        script.constant(base),
        script.constant(factor),
        script.constant(headDim));
  }

  /** Turns x [B, H, T, D] by a {@link #rotaryTable}. */
  public NDArray rotate(NDArray x, NDArray table) {
    return script.call("rotate", x, table);
  }

  /**
   * Causal attention over a whole text, each token seeing at most {@code window} keys.
   *
   * @return [B, H, T, D] from query [B, H, T, D], key and value [B, K, T, D], in value's type
   */
  public NDArray attention(NDArray query, NDArray key, NDArray value, double scale, int window) {
    return script.call(
        "attention", query, key, value, script.constant(scale), script.constant(window));
  }

  /** Writes new keys and values [B, K, n, D] into a cache, in place. */
  public void writeCache(NDArray key, NDArray value, CacheSlots cache) {
    script.call("write_cache", key, value, cache.keys(), cache.values(), cache.slots()).close();
  }

  /**
   * One new token joins a cache and looks at all that it holds.
   *
   * @return [B, H, 1, D] from query [B, H, 1, D], key and value [B, K, 1, D]
   */
  public NDArray cachedAttention(
      NDArray query, NDArray key, NDArray value, CacheSlots cache, double scale) {
    return script.call(
        "cached_attention",
        query,
        key,
        value,
        cache.keys(),
        cache.values(),
        cache.slots(),
        cache.filled(),
        script.constant(scale));
  }

  /**
   * Where new keys and values go.
   *
   * @param keys the cache [B, K, slots, D]
   * @param values the same for values
   * @param slots places of the new ones [n], int64
   * @param filled how many slots are filled after them; one number
   */
  public record CacheSlots(NDArray keys, NDArray values, NDArray slots, NDArray filled) {}

  /** The softmax weights [B, H, T, T] that {@link #attention} keeps to itself. */
  public NDArray attentionWeights(NDArray query, NDArray key, double scale, int window) {
    return script.call(
        "attention_weights", query, key, script.constant(scale), script.constant(window));
  }

  /** The scores q k scale [B, H, T, T] before mask and softmax. */
  public NDArray attentionScores(NDArray query, NDArray key, double scale) {
    return script.call("attention_scores", query, key, script.constant(scale));
  }

  /** Scores [B, H, T, T] with minus infinity where the query must not see the key. */
  public NDArray maskScores(NDArray scores, int window) {
    return script.call("mask_scores", scores, script.constant(window));
  }

  /** Softmax over the last axis, in float32. */
  public NDArray softmax(NDArray x) {
    return script.call("softmax", x);
  }

  /** weights [B, H, T, S] times value [B, K, S, D] -> [B, H, T, D]. */
  public NDArray weightedValues(NDArray weights, NDArray value) {
    return script.call("weighted_values", weights, value);
  }

  /** Mean cross-entropy in nats of logits [B, T, V] against targets [B, T], in float32. */
  public NDArray crossEntropy(NDArray logits, NDArray targets) {
    return script.call("cross_entropy", logits, targets);
  }

  /** -log p(target) in nats for each token: logits [B, T, V], targets [B, T] -> [B · T]. */
  public NDArray tokenLosses(NDArray logits, NDArray targets) {
    return script.call("token_losses", logits, targets);
  }

  /**
   * The most likely tokens of logits [..., V] of many places.
   *
   * @return two tensors [places, count]: probabilities, best first, and ids
   */
  public NDList mostLikelyTokens(NDArray logits, int count) {
    return script.callAll("most_likely_tokens", new NDList(logits, script.constant(count)));
  }

  /**
   * Mean cross-entropy in nats of a head's logits, which never stand in memory all at once.
   *
   * @param x what the head reads [B, T, C]
   * @param weight of the head [V, C]
   * @param targets [B, T] of int64
   */
  public NDArray lmHeadLoss(NDArray x, NDArray weight, NDArray targets, Precision precision) {
    return script.call(
        "lm_head_loss", x, weight, targets, script.constant(HEAD_ROWS), typeOf(precision));
  }

  /**
   * The same while gradients are recorded. The gradient of x comes by the backward pass of the
   * result; that of the weight is added in this call.
   *
   * @param gradient of the weight [V, C]
   * @param share by which both gradients are scaled
   */
  public NDArray lmHeadLossAndGradient(
      NDArray x,
      NDArray weight,
      NDArray gradient,
      NDArray targets,
      double share,
      Precision precision) {
    return script.call(
        "lm_head_loss_and_gradient",
        x,
        weight,
        gradient,
        targets,
        script.number(share, x.getManager()),
        script.constant(HEAD_ROWS),
        script.constant(x.getDevice().isGpu() ? HEAD_ROWS : HEAD_ROWS_IN_CACHE),
        typeOf(precision));
  }

  /** A data type by PyTorch's number for it. */
  private NDArray typeOf(Precision precision) {
    return script.constant(precision == Precision.BF16 ? 15 : 6);
  }

  /** What moves the weights. */
  public OptimizerKernels optimizer() {
    return optimizer;
  }

  /** A number of this step: freed with the scope. On the CPU, so reading it never waits. */
  public NDArray number(double value, NDManager scope) {
    return script.number(value, scope);
  }

  /** How many tensors the kernels hold for themselves; constant once all were used. */
  public int managedArrays() {
    return script.managedArrays();
  }
}
