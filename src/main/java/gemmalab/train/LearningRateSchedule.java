package gemmalab.train;

import com.google.gson.annotations.SerializedName;

/**
 * The learning rate of each step: linear warmup, then cosine decay from the maximum to the minimum
 * (Loshchilov and Hutter 2016).
 *
 * <p>Runs of the first versions have the alternate names in their {@code config.json}.
 *
 * @param maxLearningRate reached after warmup
 * @param minLearningRate of the last step
 * @param warmupSteps optimizer steps, not micro-batches
 * @param totalSteps length of the run
 */
public record LearningRateSchedule(
    @SerializedName(value = "max_learning_rate", alternate = "peak") double maxLearningRate,
    @SerializedName(value = "min_learning_rate", alternate = "floor") double minLearningRate,
    @SerializedName(value = "warmup_steps", alternate = "warmup_updates") int warmupSteps,
    @SerializedName(value = "total_steps", alternate = "updates") int totalSteps) {

  public LearningRateSchedule {
    ConfigNumbers.requirePositive("learning_rate", maxLearningRate);
    ConfigNumbers.requireNotNegative("min_lr", minLearningRate);
    ConfigNumbers.requireNotNegative("warmup_steps", warmupSteps);
    ConfigNumbers.requirePositive("max_steps", totalSteps);
  }

  /**
   * The learning rate of a step.
   *
   * @param step its number, from 0
   */
  public double at(int step) {
    if (step < warmupSteps) {
      return maxLearningRate * (step + 1) / warmupSteps;
    }
    double progress = (double) (step - warmupSteps) / Math.max(1, totalSteps - warmupSteps);
    return minLearningRate
        + (maxLearningRate - minLearningRate) * 0.5 * (1 + Math.cos(Math.PI * progress));
  }
}
