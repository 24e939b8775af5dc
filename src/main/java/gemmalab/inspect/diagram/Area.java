package gemmalab.inspect.diagram;

/** A rectangle, of the diagram or of the screen; x goes right, y goes down. */
public record Area(double x, double y, double width, double height) {

  public double right() {
    return x + width;
  }

  public double bottom() {
    return y + height;
  }

  public double centerX() {
    return x + width / 2;
  }

  public double centerY() {
    return y + height / 2;
  }

  public boolean contains(double pointX, double pointY) {
    return pointX >= x && pointX < right() && pointY >= y && pointY < bottom();
  }

  /** Whether the two have a point in common. */
  public boolean meets(Area other) {
    return x < other.right() && other.x < right() && y < other.bottom() && other.y < bottom();
  }

  /** The largest rectangle of a shape that lies in the middle of this one. */
  Area holding(double innerWidth, double innerHeight) {
    double scale = Math.min(width / innerWidth, height / innerHeight);
    double fittedWidth = innerWidth * scale;
    double fittedHeight = innerHeight * scale;
    return new Area(
        x + (width - fittedWidth) / 2, y + (height - fittedHeight) / 2, fittedWidth, fittedHeight);
  }

  /** A rectangle given in units of a plan, where this one is the whole plan. */
  Area place(Area inPlan, double planWidth) {
    double scale = width / planWidth;
    return new Area(
        x + inPlan.x * scale, y + inPlan.y * scale, inPlan.width * scale, inPlan.height * scale);
  }

  /** A rectangle with less on each side. */
  Area inset(double left, double top, double right, double bottom) {
    return new Area(x + left, y + top, width - left - right, height - top - bottom);
  }
}
