package gemmalab.ui.training;

import java.util.Arrays;

/**
 * Every point of a curve, and a thinned copy for drawing. All data is kept; of each pixel's points
 * only the smallest and the largest are drawn, so that a long run costs no more than a short one.
 */
public final class LossHistory {

  private double[] steps = new double[1024];
  private double[] values = new double[1024];
  private int size;

  /** Adds a point; its step is not smaller than those before. */
  public void add(double step, double value) {
    if (size == steps.length) {
      steps = Arrays.copyOf(steps, 2 * size);
      values = Arrays.copyOf(values, 2 * size);
    }
    steps[size] = step;
    values[size] = value;
    size++;
  }

  public int size() {
    return size;
  }

  public void clear() {
    size = 0;
  }

  /** The smallest and the largest value from a step on; both NaN if there is none. */
  public double[] rangeFrom(double step) {
    double low = Double.NaN;
    double high = Double.NaN;
    for (int i = size - 1; i >= 0 && steps[i] >= step; i--) {
      if (Double.isFinite(values[i])) {
        low = low <= values[i] ? low : values[i];
        high = high >= values[i] ? high : values[i];
      }
    }
    return new double[] {low, high};
  }

  /**
   * Points {step, value} to draw, at most two for each of so many columns.
   *
   * @param columns width of the plot in pixels
   */
  public double[][] thinned(int columns) {
    if (size <= 2 * columns) {
      return new double[][] {Arrays.copyOf(steps, size), Arrays.copyOf(values, size)};
    }
    double[] x = new double[2 * columns];
    double[] y = new double[2 * columns];
    for (int column = 0; column < columns; column++) {
      int from = (int) ((long) size * column / columns);
      int to = (int) ((long) size * (column + 1) / columns);
      int low = from;
      int high = from;
      for (int i = from; i < to; i++) {
        low = values[i] < values[low] ? i : low;
        high = values[i] > values[high] ? i : high;
      }
      int first = Math.min(low, high);
      int second = Math.max(low, high);
      x[2 * column] = steps[first];
      y[2 * column] = values[first];
      x[2 * column + 1] = steps[second];
      y[2 * column + 1] = values[second];
    }
    return new double[][] {x, y};
  }
}
