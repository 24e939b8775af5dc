package gemmalab.app;

import gemmalab.inspect.cost.ModelCost;
import gemmalab.model.GemmaConfig;
import gemmalab.tensor.Precision;
import gemmalab.train.BatchPlan;
import gemmalab.train.plan.MemoryEstimate;

/**
 * How fast this computer trains, from two short trials: the time of a token is taken as its
 * operations times one rate plus the numbers it keeps for the backward pass times another, since
 * small models spend their time on the latter and large ones on the former.
 *
 * @param secondsPerFlop of matrix products
 * @param secondsPerValue of a number that is kept for the backward pass
 * @param secondsPerParameter of an update of the optimizer
 * @param small a trial with a small model, and {@code wide} with wide layers
 * @param precision of the matrix products
 */
public record MachineSpeed(
    double secondsPerFlop,
    double secondsPerValue,
    double secondsPerParameter,
    Trial small,
    Trial wide,
    Precision precision) {

  private static final double FLOAT_BYTES = 4;

  /** Of the time of wide layers, products take at least this much. */
  private static final double LEAST_SHARE = 0.5;

  /**
   * What was measured.
   *
   * @param passSeconds of forward and backward pass of all tokens of the batch
   * @param updateSeconds of the optimizer
   */
  public record Trial(
      GemmaConfig config, BatchPlan batch, double passSeconds, double updateSeconds) {

    public double tokensPerSecond() {
      return batch.tokensPerStep() / (passSeconds + updateSeconds);
    }

    double secondsPerToken() {
      return passSeconds / batch.tokensPerStep();
    }
  }

  /** Finds the rates that explain both trials. */
  static MachineSpeed of(Trial small, Trial wide, Precision precision) {
    double smallFlops = flops(small.config, small.batch);
    double wideFlops = flops(wide.config, wide.batch);
    double smallValues = values(small.config, small.batch);
    double wideValues = values(wide.config, wide.batch);
    double determinant = smallFlops * wideValues - wideFlops * smallValues;
    double fitted =
        (small.secondsPerToken() * wideValues - wide.secondsPerToken() * smallValues) / determinant;
    double most = wide.secondsPerToken() / wideFlops;
    double flop = Math.max(LEAST_SHARE * most, Math.min(most, fitted)); // other programs disturb
    double value = (wide.secondsPerToken() - flop * wideFlops) / wideValues;
    return new MachineSpeed(
        flop, value, wide.updateSeconds / parameters(wide.config), small, wide, precision);
  }

  /** The expected tokens/s of training, optimizer included. */
  public double trainingTokensPerSecond(GemmaConfig config, int batch, int length) {
    BatchPlan plan = new BatchPlan(batch, length, 1);
    double seconds = secondsPerFlop * flops(config, plan) + secondsPerValue * values(config, plan);
    double update = secondsPerParameter * parameters(config) / plan.tokensPerStep();
    return 1 / (seconds + update);
  }

  private static double flops(GemmaConfig config, BatchPlan batch) {
    ModelCost cost = new ModelCost(config, batch.blockSize(), batch.batchSize());
    return (double) ModelCost.value(cost.operations(), "training_token");
  }

  private static double values(GemmaConfig config, BatchPlan batch) {
    MemoryEstimate memory = MemoryEstimate.of(config, batch, 0);
    return memory.activations() / FLOAT_BYTES / batch.tokensPerStep();
  }

  private static double parameters(GemmaConfig config) {
    return (double) new ModelCost(config, 1, 1).parameters();
  }
}
