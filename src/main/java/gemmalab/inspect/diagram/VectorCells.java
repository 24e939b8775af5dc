package gemmalab.inspect.diagram;

import java.util.OptionalInt;

/**
 * The numbers of a vector as cells in rows. A vector of several heads begins a new row with each
 * head.
 *
 * @param count of all numbers
 * @param heads 1 for a vector that is not divided
 * @param columns cells in a row
 */
public record VectorCells(int count, int heads, int columns) {

  private static final int LONGEST_ROW_OF_A_HEAD = 64;

  /** Wider than high, since the area of a vector is. */
  private static final double COLUMNS_FOR_ROWS = 6;

  /** The cells of one token of a stage of a shape: [T, width] or [T, heads, width]. */
  static VectorCells of(int[] shape) {
    if (shape.length == 2) {
      int count = shape[1];
      double columns = Math.max(8, Math.sqrt(count * COLUMNS_FOR_ROWS));
      return new VectorCells(count, 1, Math.min(count, Integer.highestOneBit((int) columns)));
    }
    return new VectorCells(
        shape[1] * shape[2], shape[1], Math.min(shape[2], LONGEST_ROW_OF_A_HEAD));
  }

  /** Numbers of a head. */
  public int perHead() {
    return count / heads;
  }

  private int rowsPerHead() {
    return (perHead() + columns - 1) / columns;
  }

  public int rows() {
    return heads * rowsPerHead();
  }

  public int row(int index) {
    return index / perHead() * rowsPerHead() + index % perHead() / columns;
  }

  public int column(int index) {
    return index % perHead() % columns;
  }

  /** The number in a cell; none in the cells that a last row leaves empty. */
  public OptionalInt at(int row, int column) {
    if (row < 0 || row >= rows() || column < 0 || column >= columns) {
      return OptionalInt.empty();
    }
    int inHead = row % rowsPerHead() * columns + column;
    int index = row / rowsPerHead() * perHead() + inHead;
    return inHead < perHead() ? OptionalInt.of(index) : OptionalInt.empty();
  }

  /** The place of a number in the area of all. */
  Area area(int index, Area all) {
    double width = all.width() / columns;
    double height = all.height() / rows();
    return new Area(all.x() + column(index) * width, all.y() + row(index) * height, width, height);
  }

  /** The number at a point of the area of all. */
  OptionalInt at(double x, double y, Area all) {
    return at(
        (int) Math.floor((y - all.y()) / all.height() * rows()),
        (int) Math.floor((x - all.x()) / all.width() * columns));
  }
}
