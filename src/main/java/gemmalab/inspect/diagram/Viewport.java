package gemmalab.inspect.diagram;

/**
 * The part of the diagram that a window shows.
 *
 * @param left x of the window's left edge, in units of the diagram
 * @param top y of its upper edge
 * @param scale pixels for one unit
 * @param width of the window, in pixels
 * @param height of the window, in pixels
 */
public record Viewport(double left, double top, double scale, double width, double height) {

  /** The window onto an area as large as it fits, with a margin in pixels around it. */
  public static Viewport onto(Area area, double width, double height, double margin) {
    double scale =
        Math.min(
            Math.max(1, width - 2 * margin) / area.width(),
            Math.max(1, height - 2 * margin) / area.height());
    return new Viewport(0, 0, scale, width, height).centredOn(area.centerX(), area.centerY());
  }

  /** The same zoom with a point of the diagram in the middle. */
  public Viewport centredOn(double x, double y) {
    return new Viewport(x - width / scale / 2, y - height / scale / 2, scale, width, height);
  }

  public double toScreenX(double x) {
    return (x - left) * scale;
  }

  public double toScreenY(double y) {
    return (y - top) * scale;
  }

  public double toDiagramX(double x) {
    return left + x / scale;
  }

  public double toDiagramY(double y) {
    return top + y / scale;
  }

  /** An area of the diagram in pixels of the window. */
  public Area toScreen(Area area) {
    return new Area(
        toScreenX(area.x()), toScreenY(area.y()), area.width() * scale, area.height() * scale);
  }

  /** What is seen, in units of the diagram. */
  public Area seen() {
    return new Area(left, top, width / scale, height / scale);
  }

  public boolean shows(Area area) {
    return area.meets(seen());
  }

  /** Zoomed; the point of the diagram under a pixel stays there. */
  public Viewport zoomed(double factor, double x, double y) {
    double newScale = scale * factor;
    return new Viewport(
        toDiagramX(x) - x / newScale, toDiagramY(y) - y / newScale, newScale, width, height);
  }

  /** Moved by pixels: the diagram goes with the hand. */
  public Viewport moved(double x, double y) {
    return new Viewport(left - x / scale, top - y / scale, scale, width, height);
  }

  /** The same middle in a window of another size. */
  public Viewport resized(double newWidth, double newHeight) {
    return new Viewport(left, top, scale, newWidth, newHeight)
        .centredOn(toDiagramX(width / 2), toDiagramY(height / 2));
  }

  /** A view on the way to another: the zoom changes by equal factors, what is in between passes. */
  public Viewport towards(Viewport end, double share) {
    double newScale = scale * Math.pow(end.scale / scale, share);
    double way =
        Math.abs(end.scale - scale) < 1e-9 * scale
            ? share
            : (1 / scale - 1 / newScale) / (1 / scale - 1 / end.scale);
    double x = toDiagramX(width / 2) * (1 - way) + end.toDiagramX(end.width / 2) * way;
    double y = toDiagramY(height / 2) * (1 - way) + end.toDiagramY(end.height / 2) * way;
    return new Viewport(left, top, newScale, end.width, end.height).centredOn(x, y);
  }
}
