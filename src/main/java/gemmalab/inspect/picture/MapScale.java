package gemmalab.inspect.picture;

/** How values become shades. */
public enum MapScale {
  /** As they are. */
  LINEAR,
  /** Each factor of ten takes a third of the colours, down to a thousandth; for weights only. */
  LOG,
  /** Each row by itself, from its least to its greatest. */
  ROW
}
