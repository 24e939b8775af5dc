package gemmalab.train.plan;

import gemmalab.model.GemmaConfig;
import gemmalab.model.LayerType;
import gemmalab.train.BatchPlan;
import gemmalab.train.TrainConfig;

/**
 * Estimated peak memory of a run, in bytes.
 *
 * @param weights in float32, as are {@code gradients} and {@code moments} (two per weight)
 * @param activations what the layers keep of a micro-batch for the backward pass
 * @param logits logits that exist at once
 */
public record MemoryEstimate(
    long weights, long gradients, long moments, long activations, long logits) {

  private static final int FLOAT_BYTES = 4;

  /** More than any machine has, and still a sum with the rest. */
  private static final double MOST_BYTES = 1e18;

  /** Rows of logits that exist at once; see {@code lm_head_loss} in the kernels. */
  private static final int HEAD_ROWS = 512;

  private static final int COPIES_OF_LOGITS = 3;

  // Floats that a layer keeps for each value of a kind, fitted to the peaks of real runs.
  private static final double KEPT_OF_RESIDUAL = 14;
  private static final double KEPT_OF_HEADS = 6;
  private static final double KEPT_OF_FEED_FORWARD = 5;
  private static final double KEPT_OF_SCORES = 3;

  /** For a configuration with a fitted vocabulary; before that it is an upper bound. */
  public static MemoryEstimate of(TrainConfig config, long parameters) {
    return of(config.model(), config.batch(), parameters);
  }

  /** For a model of this many parameters that trains on these batches. */
  public static MemoryEstimate of(GemmaConfig model, BatchPlan batch, long parameters) {
    long tokens = (long) batch.batchSize() * batch.blockSize();
    double floatsPerToken =
        model.layerTypes().stream()
            .mapToDouble(type -> floatsPerToken(model, type, batch.blockSize()))
            .sum();
    long rows = Math.min(tokens, HEAD_ROWS);
    return new MemoryEstimate(
        parameters * FLOAT_BYTES,
        parameters * FLOAT_BYTES,
        2 * parameters * FLOAT_BYTES,
        (long) Math.min(tokens * floatsPerToken * FLOAT_BYTES, MOST_BYTES),
        rows * model.vocabSize() * COPIES_OF_LOGITS * FLOAT_BYTES);
  }

  private static double floatsPerToken(GemmaConfig model, LayerType type, int blockSize) {
    int heads = model.numAttentionHeads();
    int keyValueHeads = model.numKeyValueHeads();
    int keys = Math.min(blockSize, type == LayerType.FULL ? blockSize : 2 * model.slidingWindow());
    return KEPT_OF_RESIDUAL * model.hiddenSize()
        + KEPT_OF_HEADS * (heads + 2 * keyValueHeads) * model.headDim()
        + KEPT_OF_FEED_FORWARD * model.intermediateSize()
        + KEPT_OF_SCORES * heads * keys;
  }

  public long total() {
    return weights + gradients + moments + activations + logits;
  }
}
