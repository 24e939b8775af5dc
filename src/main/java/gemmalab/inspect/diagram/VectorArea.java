package gemmalab.inspect.diagram;

/** Where in the area of a stage its numbers are: below its name and above its shape. */
final class VectorArea {

  private static final double ABOVE = 0.34;
  private static final double BELOW = 0.26;
  private static final double SIDE = 0.05;

  /** Letters do not grow with the zoom, so from near most of a stage is numbers. */
  private static final double MOST_ABOVE_PIXELS = 34;

  private static final double MOST_BELOW_PIXELS = 30;
  private static final double MOST_BESIDE_PIXELS = 10;

  private VectorArea() {}

  /** In pixels, as the stage is. */
  static Area of(Area stage) {
    return of(stage, 1);
  }

  /** In the unit of the stage, of which one has so many pixels. */
  static Area of(Area stage, double scale) {
    double height = stage.height();
    double beside =
        Math.min(SIDE * Math.min(stage.width(), 2 * height), MOST_BESIDE_PIXELS / scale);
    return stage.inset(
        beside,
        Math.min(ABOVE * height, MOST_ABOVE_PIXELS / scale),
        beside,
        Math.min(BELOW * height, MOST_BELOW_PIXELS / scale));
  }
}
