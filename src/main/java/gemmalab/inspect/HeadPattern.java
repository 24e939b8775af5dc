package gemmalab.inspect;

/**
 * What a head clearly does in a text: the mean weight that it gives to certain places, taken over
 * the tokens that have such a place, is at least {@link #threshold()}.
 */
public enum HeadPattern {
  /** Each token looks at the one before it. */
  PREVIOUS_TOKEN(0.3),
  /** All look at the first token, often to rest. */
  FIRST_TOKEN(0.6),
  /** Each token looks at itself. */
  CURRENT_TOKEN(0.5),
  /** A token looks at earlier places where the same token stands. */
  DUPLICATE_TOKEN(0.3),
  /** A token looks at what followed earlier places of the same token (Olsson et al. 2022). */
  INDUCTION(0.3),
  /**
   * A token looks at earlier places of the token that comes next, to say it again: a name mover
   * (Wang et al. 2022).
   */
  COPYING(0.3);

  /** With fewer tokens that have such a place, a mean says nothing. */
  static final int MIN_TOKENS = 3;

  private final double threshold;

  HeadPattern(double threshold) {
    this.threshold = threshold;
  }

  /** Mean weight from which on the pattern is clear. */
  public double threshold() {
    return threshold;
  }

  /** How much it tells of what a head is for: looks at near places first, looks for words last. */
  int rank() {
    return switch (this) {
      case FIRST_TOKEN, CURRENT_TOKEN -> 0;
      case PREVIOUS_TOKEN -> 1;
      case DUPLICATE_TOKEN -> 2;
      case INDUCTION -> 3;
      case COPYING -> 4;
    };
  }

  /** Whether a token at {@code row} that looks at {@code key} follows the pattern. */
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
