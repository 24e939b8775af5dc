package gemmalab.train;

import com.google.gson.annotations.SerializedName;

/**
 * Hyperparameters of AdamW.
 *
 * @param weightDecay weight decay, as a fraction of the learning rate
 * @param decayMatricesOnly whether norms are exempt; the original decays everything
 * @param maxGradNorm maximum global gradient norm (clipping)
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
