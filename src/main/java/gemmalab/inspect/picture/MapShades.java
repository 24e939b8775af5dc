package gemmalab.inspect.picture;

import gemmalab.picture.Cividis;
import org.jspecify.annotations.Nullable;

/** The shade of each value of a map, from 0 to 1, and its pixel. */
public final class MapShades {

  /** The least weight that the logarithmic scale tells from none. */
  public static final double LOG_FLOOR = 1e-3;

  private final HeadMap map;
  private final MapScale scale;
  private final double[] low;
  private final double[] high;
  private int @Nullable [] pixels;

  public MapShades(HeadMap map, MapScale scale) {
    this.map = map;
    this.scale = map.weights() || scale != MapScale.LOG ? scale : MapScale.LINEAR;
    low = new double[map.size()];
    high = new double[map.size()];
    for (int row = 0; row < map.size(); row++) {
      takeRange(row);
    }
    if (this.scale != MapScale.ROW) {
      shareRange();
    }
  }

  public HeadMap map() {
    return map;
  }

  /** The scale that is in force. */
  public MapScale scale() {
    return scale;
  }

  /**
   * The value of the darkest shade in a row; the same for all rows but with {@link MapScale#ROW}.
   */
  public double low(int row) {
    return low[row];
  }

  /** The value of the lightest shade in a row. */
  public double high(int row) {
    return high[row];
  }

  /** A value's shade. */
  public double at(int row, int key) {
    double value = map.values()[row][key];
    if (scale == MapScale.LOG) {
      return logarithmic(value);
    }
    double range = high[row] - low[row];
    return range > 0 ? (value - low[row]) / range : 0;
  }

  /** The pixels of a part of the map, row by row; clear where there is no value. */
  public int[] pixels(int firstRow, int firstColumn, int rows, int columns) {
    int[] all = allPixels();
    int[] part = new int[rows * columns];
    for (int row = 0; row < rows; row++) {
      int from = (firstRow + row) * map.size() + firstColumn;
      System.arraycopy(all, from, part, row * columns, columns);
    }
    return part;
  }

  /** Coloured once, so that zooming only copies. */
  private int[] allPixels() {
    int[] known = pixels;
    if (known != null) {
      return known;
    }
    int[] all = new int[map.size() * map.size()];
    for (int row = 0; row < map.size(); row++) {
      for (int key = 0; key < map.size(); key++) {
        all[row * map.size() + key] = map.has(row, key) ? Cividis.argb(at(row, key)) : 0;
      }
    }
    pixels = all;
    return all;
  }

  static double logarithmic(double weight) {
    return 1 - Math.log10(Math.max(weight, LOG_FLOOR)) / Math.log10(LOG_FLOOR);
  }

  private void takeRange(int row) {
    low[row] = Double.POSITIVE_INFINITY;
    high[row] = Double.NEGATIVE_INFINITY;
    for (int key = 0; key < map.size(); key++) {
      if (map.has(row, key)) {
        low[row] = Math.min(low[row], map.values()[row][key]);
        high[row] = Math.max(high[row], map.values()[row][key]);
      }
    }
    low[row] = map.weights() ? 0 : low[row];
  }

  /** Weights always go from 0 to 1, so that maps can be compared; scores to their own ends. */
  private void shareRange() {
    double least = map.weights() ? 0 : java.util.Arrays.stream(low).min().orElse(0);
    double most = map.weights() ? 1 : java.util.Arrays.stream(high).max().orElse(1);
    java.util.Arrays.fill(low, least);
    java.util.Arrays.fill(high, most);
  }
}
