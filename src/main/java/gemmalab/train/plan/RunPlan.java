package gemmalab.train.plan;

import gemmalab.train.TrainConfig;
import java.util.List;

/**
 * What is known of a run before it begins.
 *
 * @param config with the vocabulary fitted to the text
 * @param trainingTokens of the text
 * @param freeBytes memory that the device has left; {@link Long#MAX_VALUE} if it does not tell
 * @param seconds that all updates and evaluations will take, after a few steps that were timed
 */
public record RunPlan(
    TrainConfig config,
    long parameters,
    MemoryEstimate memory,
    long freeBytes,
    double seconds,
    long trainingTokens,
    List<PlanWarning> warnings) {

  /** Whether the memory will do. */
  public boolean fits() {
    return memory.total() <= freeBytes;
  }

  /** Tokens that the run learns from. */
  public long tokens() {
    return config.batch().tokensPerStep() * config.schedule().totalSteps();
  }

  /** How often it goes over the text. */
  public double epochs() {
    return (double) tokens() / trainingTokens;
  }
}
