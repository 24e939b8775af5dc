package gemmalab.data.stories;

import java.util.Arrays;
import java.util.stream.IntStream;

/** How often each of several options is chosen: as often as its weight's share of all weights. */
final class Odds {

  /** The option of each number: 0, 0, 0, 1 for the weights 3 and 1. */
  private final int[] optionOf;

  private final double[] nats;

  Odds(int... weights) {
    optionOf =
        IntStream.range(0, weights.length)
            .flatMap(option -> IntStream.range(0, weights[option]).map(copy -> option))
            .toArray();
    // StrictMath: the same bits on every platform.
    nats =
        Arrays.stream(weights)
            .mapToDouble(weight -> StrictMath.log((double) optionOf.length / weight))
            .toArray();
  }

  static Odds even(int options) {
    return new Odds(IntStream.range(0, options).map(option -> 1).toArray());
  }

  int options() {
    return nats.length;
  }

  /** The sum of all weights. */
  int total() {
    return optionOf.length;
  }

  /** The option that a number below {@link #total()} falls on. */
  int optionAt(int number) {
    return optionOf[number];
  }

  /** The information in the choice of an option: minus the logarithm of its probability. */
  double nats(int option) {
    return nats[option];
  }
}
