package gemmalab.train;

/**
 * The numbers of AdamW.
 *
 * @param weightDecay how fast weights shrink, as a share of the learning rate
 * @param decayMatricesOnly whether norms keep their size; the original decays everything
 * @param clipNorm largest common norm of the gradients
 */
public record OptimizerConfig(
    double beta1,
    double beta2,
    double epsilon,
    double weightDecay,
    boolean decayMatricesOnly,
    double clipNorm) {

  public OptimizerConfig {
    ConfigNumbers.requireNotNegative("weight_decay", weightDecay);
    ConfigNumbers.requirePositive("clip", clipNorm);
  }
}
