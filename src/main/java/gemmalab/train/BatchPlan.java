package gemmalab.train;

import gemmalab.text.GemmaException;

/**
 * What one update of the weights sees.
 *
 * @param batchSize windows in a micro-batch
 * @param blockSize tokens in a window
 * @param gradientAccumulationSteps micro-batches in an update
 */
public record BatchPlan(int batchSize, int blockSize, int gradientAccumulationSteps) {

  public BatchPlan {
    requirePositive("batch_size", batchSize);
    requirePositive("block_size", blockSize);
    requirePositive("gradient_accumulation_steps", gradientAccumulationSteps);
  }

  public long tokensPerUpdate() {
    return (long) batchSize * blockSize * gradientAccumulationSteps;
  }

  private static void requirePositive(String name, int value) {
    if (value < 1) {
      throw new GemmaException("error.train.notPositive", name, value);
    }
  }
}
