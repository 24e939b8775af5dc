package gemmalab.train;

import gemmalab.text.GemmaException;

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
    if (!(weightDecay >= 0)) {
      throw new GemmaException("error.train.negative", "weight_decay", weightDecay);
    }
    if (!(clipNorm > 0)) {
      throw new GemmaException("error.train.notPositive", "clip", clipNorm);
    }
  }
}
