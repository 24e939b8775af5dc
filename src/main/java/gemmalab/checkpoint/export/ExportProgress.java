package gemmalab.checkpoint.export;

import java.util.OptionalDouble;

/**
 * How far it is.
 *
 * @param numbers that have been written
 * @param total that there are
 * @param seconds since it began
 */
public record ExportProgress(long numbers, long total, double seconds) {

  /** Earlier the speed is not known. */
  private static final double LEAST_SECONDS = 0.5;

  /** Part that is done, 0 to 1. */
  public double fraction() {
    return total == 0 ? 1 : (double) numbers / total;
  }

  /** Seconds that are left; empty as long as nobody can say. */
  public OptionalDouble secondsLeft() {
    return numbers == 0 || seconds < LEAST_SECONDS
        ? OptionalDouble.empty()
        : OptionalDouble.of(seconds / numbers * (total - numbers));
  }
}
