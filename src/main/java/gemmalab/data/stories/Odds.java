package gemmalab.data.stories;

import java.util.Arrays;
import java.util.stream.IntStream;

/** How often each of several options is chosen: as often as its weight's share of all weights. */
final class Odds {

  private final int[] weights;
  private final int total;
  private final double[] nats;

  Odds(int... weights) {
    this.weights = weights.clone();
    total = Arrays.stream(weights).sum();
    // StrictMath: the same bits on every platform.
    nats = Arrays.stream(weights).mapToDouble(w -> StrictMath.log((double) total / w)).toArray();
  }

  static Odds even(int options) {
    return new Odds(IntStream.range(0, options).map(option -> 1).toArray());
  }

  int options() {
    return weights.length;
  }

  int total() {
    return total;
  }

  /** The option that a number below {@link #total()} falls on. */
  int optionAt(int number) {
    int option = 0;
    for (int rest = number; rest >= weights[option]; option++) {
      rest -= weights[option];
    }
    return option;
  }

  /** The information in the choice of an option: minus the logarithm of its probability. */
  double nats(int option) {
    return nats[option];
  }
}
