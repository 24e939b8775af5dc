package gemmalab.inspect.picture;

/**
 * The token whose attention is shown.
 *
 * @param side whether it attends to others, or others attend to it
 */
public record TokenFocus(int token, Side side) {

  /** Queries stand in the lower row, keys in the upper one. */
  public enum Side {
    QUERY,
    KEY
  }

  /** Whether the attention of a query to a key involves this token. */
  boolean concerns(int query, int key) {
    return side == Side.QUERY ? query == token : key == token;
  }
}
