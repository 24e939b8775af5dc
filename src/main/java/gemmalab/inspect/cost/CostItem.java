package gemmalab.inspect.cost;

/**
 * A cost with a name.
 *
 * @param key key of its name in the messages
 */
public record CostItem(String key, Unit unit, long value) {

  /** What a cost is counted in. */
  public enum Unit {
    PARAMETERS,
    BYTES,
    /** Multiplications and additions, each counted as one. */
    FLOPS
  }
}
