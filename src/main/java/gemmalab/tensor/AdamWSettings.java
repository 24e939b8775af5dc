package gemmalab.tensor;

/**
 * The numbers of one AdamW update (Loshchilov and Hutter 2017).
 *
 * @param weightDecay share of the learning rate by which weights shrink, apart from the gradient
 * @param step number of this update, from 1, for the bias correction
 * @param gradientDivisor by which gradients are divided first, to clip them (Pascanu et al. 2013);
 *     a pass of its own over all of them takes an eighth of the update's time
 */
public record AdamWSettings(
    double learningRate,
    double beta1,
    double beta2,
    double epsilon,
    double weightDecay,
    long step,
    double gradientDivisor) {

  double[] toArray() {
    return new double[] {learningRate, beta1, beta2, epsilon, weightDecay, step, gradientDivisor};
  }
}
