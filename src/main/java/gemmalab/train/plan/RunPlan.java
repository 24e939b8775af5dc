package gemmalab.train.plan;

import gemmalab.train.TrainConfig;
import java.util.List;

/**
 * What is known of a run before it starts.
 *
 * @param config configuration with the vocabulary fitted to the training data
 * @param trainingTokens number of tokens in the training data
 * @param freeBytes free memory of the device; {@link Long#MAX_VALUE} if unknown
 * @param seconds estimated time of all steps and evaluations, from a few timed steps
 */
public record RunPlan(
    TrainConfig config,
    long parameters,
    MemoryEstimate memory,
    long freeBytes,
    double seconds,
    long trainingTokens,
    List<PlanWarning> warnings) {

  /** Whether the memory is sufficient. */
  public boolean fits() {
    return memory.total() <= freeBytes;
  }

  /** Number of tokens the run trains on. */
  public long tokens() {
    return config.batch().tokensPerStep() * config.schedule().totalSteps();
  }

  /** Number of epochs over the training data. */
  public double epochs() {
    return (double) tokens() / trainingTokens;
  }
}
