package gemmalab.train;

import com.google.gson.annotations.SerializedName;

/**
 * The numbers of AdamW.
 *
 * @param weightDecay how fast weights shrink, as a share of the learning rate
 * @param decayMatricesOnly whether norms keep their size; the original decays everything
 * @param maxGradNorm largest common norm of the gradients
 */
public record OptimizerConfig(
    double beta1,
    double beta2,
    double epsilon,
    double weightDecay,
    boolean decayMatricesOnly,
    @SerializedName(value = "max_grad_norm", alternate = "clip_norm") double maxGradNorm) {

  public OptimizerConfig {
    ConfigNumbers.requireNotNegative("weight_decay", weightDecay);
    ConfigNumbers.requirePositive("clip", maxGradNorm);
  }
}
