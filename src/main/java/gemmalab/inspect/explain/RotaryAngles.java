package gemmalab.inspect.explain;

import gemmalab.model.GemmaConfig;
import gemmalab.model.LayerType;

/** How far RoPE turns each pair of dimensions, and what that does to a score (Su et al. 2021). */
public final class RotaryAngles {

  private final double[] frequencies;

  public RotaryAngles(GemmaConfig config, LayerType type) {
    frequencies = new double[config.headDim() / 2];
    for (int pair = 0; pair < frequencies.length; pair++) {
      frequencies[pair] =
          Math.pow(config.ropeBase(type), -2.0 * pair / config.headDim()) / config.ropeFactor(type);
    }
  }

  /** Number of pairs: half the size of a head. */
  public int pairs() {
    return frequencies.length;
  }

  /** The angle, in radians, between a query and a key that many tokens apart. */
  public double angle(int pair, double distance) {
    return distance * frequencies[pair];
  }

  /**
   * The score of a query and a key that are equal before they are turned, as a share of their score
   * at the same place: the mean of the cosines of all angles.
   */
  public double share(double distance) {
    double sum = 0;
    for (int pair = 0; pair < frequencies.length; pair++) {
      sum += Math.cos(angle(pair, distance));
    }
    return sum / frequencies.length;
  }
}
