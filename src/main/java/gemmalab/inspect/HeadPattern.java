package gemmalab.inspect;

/**
 * An attention pattern: a head follows it if its mean weight on the pattern's keys, over the
 * queries that have such keys, is at least {@link #threshold()}.
 */
public enum HeadPattern {
  /** Attends to the previous token. */
  PREVIOUS_TOKEN(0.3),
  /** Attends to the first token, often an attention sink (Xiao et al. 2023). */
  FIRST_TOKEN(0.6),
  /** Attends to the token itself. */
  CURRENT_TOKEN(0.5),
  /** Attends to earlier occurrences of the same token. */
  DUPLICATE_TOKEN(0.3),
  /** Attends to the token after an earlier occurrence of the same token (Olsson et al. 2022). */
  INDUCTION(0.3),
  /**
   * Attends to earlier occurrences of the token that comes next: a copying head, or name mover
   * (Wang et al. 2022).
   */
  COPYING(0.3);

  /** The fewest queries with such keys for a meaningful mean. */
  static final int MIN_TOKENS = 3;

  private final double threshold;

  HeadPattern(double threshold) {
    this.threshold = threshold;
  }

  /** The smallest mean weight of a clear pattern. */
  public double threshold() {
    return threshold;
  }

  /** Order of interest: patterns of position first, patterns of content last. */
  int rank() {
    return switch (this) {
      case FIRST_TOKEN, CURRENT_TOKEN -> 0;
      case PREVIOUS_TOKEN -> 1;
      case DUPLICATE_TOKEN -> 2;
      case INDUCTION -> 3;
      case COPYING -> 4;
    };
  }

  /** Whether attention from {@code row} to {@code key} follows the pattern. */
  boolean holds(int[] ids, int row, int key) {
    return switch (this) {
      case PREVIOUS_TOKEN -> key == row - 1;
      case FIRST_TOKEN -> key == 0 && row > 0;
      case CURRENT_TOKEN -> key == row && row > 0;
      case DUPLICATE_TOKEN -> key < row && ids[key] == ids[row];
      case INDUCTION -> key > 0 && key < row && ids[key - 1] == ids[row];
      case COPYING -> row + 1 < ids.length && key <= row && ids[key] == ids[row + 1];
    };
  }
}
