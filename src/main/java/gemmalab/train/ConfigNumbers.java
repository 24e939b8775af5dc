package gemmalab.train;

import gemmalab.text.GemmaException;

/** Checks of hyperparameters: finite, and positive or not negative. */
final class ConfigNumbers {

  private ConfigNumbers() {}

  /**
   * Checks a value by its name.
   *
   * @throws GemmaException unless it is finite and above 0
   */
  static void requirePositive(String name, double value) {
    if (!(value > 0)) {
      throw new GemmaException("error.train.notPositive", name, value);
    }
    requireFinite(name, value);
  }

  /**
   * Checks a value by its name.
   *
   * @throws GemmaException unless it is finite and 0 or above
   */
  static void requireNotNegative(String name, double value) {
    if (!(value >= 0)) {
      throw new GemmaException("error.train.negative", name, value);
    }
    requireFinite(name, value);
  }

  private static void requireFinite(String name, double value) {
    if (Double.isInfinite(value)) {
      throw new GemmaException("error.train.infinite", name);
    }
  }
}
