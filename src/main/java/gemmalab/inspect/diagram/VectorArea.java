package gemmalab.inspect.diagram;

/** Where in the area of a stage its numbers are: below its name and above its shape. */
final class VectorArea {

  private static final double SIDE = 0.05;
  private static final double ABOVE = 0.34;
  private static final double BELOW = 0.26;

  private VectorArea() {}

  static Area of(Area stage) {
    double side = SIDE * Math.min(stage.width(), 2 * stage.height());
    return stage.inset(side, ABOVE * stage.height(), side, BELOW * stage.height());
  }
}
