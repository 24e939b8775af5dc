package gemmalab.inspect.picture;

/**
 * The part of a map that is drawn, and how large: a square of the table of tokens.
 *
 * @param count rows and columns that are shown
 * @param cell side of a cell
 */
public record MapFrame(int firstRow, int firstColumn, int count, double cell) {

  /** Room for the tokens above and at the left. */
  public static final double LABELS = 76;

  /** Room for the colour bar below. */
  public static final double FOOT = 32;

  private static final double LARGEST_CELL = 40;

  /** All of a map, with cells of a size. */
  public static MapFrame whole(int tokens, double cell) {
    return new MapFrame(0, 0, tokens, cell);
  }

  /** All of a map, as large as fits. */
  public static MapFrame fitting(int tokens, double width, double height) {
    double side = side(width, height);
    return whole(tokens, size(side / Math.max(1, tokens)));
  }

  /**
   * Zooms so that the cell at a place of the map stays there.
   *
   * @param factor above 1 to come nearer
   */
  public MapFrame zoomed(double factor, double x, double y, int tokens, double side) {
    double fit = size(side / Math.max(1, tokens));
    double wanted = factor > 1 ? Math.max(cell * factor, Math.floor(cell) + 1) : cell * factor;
    double next = Math.max(fit, size(wanted));
    int shown = next <= fit ? tokens : Math.min(tokens, Math.max(1, (int) (side / next)));
    double row = firstRow + (y - LABELS) / cell;
    double column = firstColumn + (x - LABELS) / cell;
    return at(row - (y - LABELS) / next, column - (x - LABELS) / next, shown, next, tokens);
  }

  /** Moves by cells. */
  public MapFrame moved(double rows, double columns, int tokens) {
    return at(firstRow + rows, firstColumn + columns, count, cell, tokens);
  }

  /** Moves as little as needed to show a cell. */
  public MapFrame showing(int row, int column, int tokens) {
    return at(near(firstRow, row), near(firstColumn, column), count, cell, tokens);
  }

  /** The token whose row or column lies at a place; any number beyond the map. */
  public int rowAt(double y) {
    return firstRow + (int) Math.floor((y - LABELS) / cell);
  }

  public int columnAt(double x) {
    return firstColumn + (int) Math.floor((x - LABELS) / cell);
  }

  /** The left edge of a column; the top edge of a row is {@link #y}. */
  public double x(int column) {
    return LABELS + (column - firstColumn) * cell;
  }

  public double y(int row) {
    return LABELS + (row - firstRow) * cell;
  }

  public boolean holds(int row, int column) {
    return row >= firstRow
        && row < firstRow + count
        && column >= firstColumn
        && column < firstColumn + count;
  }

  /** Side of the square of cells. */
  public double extent() {
    return count * cell;
  }

  /** Side of the square that a room leaves for cells. */
  public static double side(double width, double height) {
    return Math.max(1, Math.min(width - LABELS - 2, height - LABELS - FOOT));
  }

  private int near(int first, int wanted) {
    return wanted < first ? wanted : Math.max(first, wanted - count + 1);
  }

  /** Whole pixels, so that no cell blurs; only what is smaller than one stays as it is. */
  private static double size(double cell) {
    return cell < 1 ? cell : Math.min(LARGEST_CELL, Math.floor(cell));
  }

  private static MapFrame at(double row, double column, int count, double cell, int tokens) {
    int last = Math.max(0, tokens - count);
    return new MapFrame(
        (int) Math.max(0, Math.min(last, Math.round(row))),
        (int) Math.max(0, Math.min(last, Math.round(column))),
        count,
        cell);
  }
}
