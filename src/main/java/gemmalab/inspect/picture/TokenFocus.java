package gemmalab.inspect.picture;

/**
 * A token that is looked into.
 *
 * @param side as the one that looks or as the one that is looked at
 */
public record TokenFocus(int token, Side side) {

  /** The lower text looks, the upper one is looked at. */
  public enum Side {
    LOOKING,
    LOOKED_AT
  }

  /** Whether a token's look at another has to do with it. */
  boolean concerns(int row, int key) {
    return side == Side.LOOKING ? row == token : key == token;
  }
}
