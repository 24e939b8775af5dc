package gemmalab.train;

import gemmalab.data.WindowStart;
import gemmalab.text.GemmaException;
import java.util.Objects;

/**
 * The sequences of one training step.
 *
 * @param batchSize sequences per micro-batch
 * @param blockSize tokens per sequence
 * @param gradientAccumulationSteps micro-batches per step
 * @param windowStart where the sequences begin in the text
 */
public record BatchPlan(
    int batchSize, int blockSize, int gradientAccumulationSteps, WindowStart windowStart) {

  public BatchPlan {
    ConfigNumbers.requirePositive("batch_size", batchSize);
    ConfigNumbers.requirePositive("block_size", blockSize);
    ConfigNumbers.requirePositive("gradient_accumulation_steps", gradientAccumulationSteps);
    if ((long) batchSize * gradientAccumulationSteps > Integer.MAX_VALUE) {
      throw new GemmaException(
          "error.train.windows", batchSize, gradientAccumulationSteps, Integer.MAX_VALUE);
    }
    windowStart = Objects.requireNonNullElse(windowStart, WindowStart.ANYWHERE); // an older run
  }

  /** Sequences that begin anywhere. */
  public BatchPlan(int batchSize, int blockSize, int gradientAccumulationSteps) {
    this(batchSize, blockSize, gradientAccumulationSteps, WindowStart.ANYWHERE);
  }

  /** The same sequences in other micro-batches. */
  public BatchPlan inMicroBatches(int size, int steps) {
    return new BatchPlan(size, blockSize, steps, windowStart);
  }

  public long tokensPerStep() {
    return (long) batchSize * blockSize * gradientAccumulationSteps;
  }
}
