package gemmalab.inspect.diagram;

/**
 * The room around the columns, in pixels: names and numbers stand in it, and letters do not shrink
 * with the zoom.
 */
final class Margins {

  /** At the left, for the names of the bands. */
  static final double NAMES = 108;

  /** At the right, for the numbers of parameters. */
  static final double PARAMETERS = 112;

  /** Columns narrower than this have leaning words. */
  static final double UPRIGHT_FROM = 34;

  /** How far leaning words reach out of their row. */
  static final double LEANING = 50;

  private static final double ABOVE = 12;
  private static final double BELOW = 24;

  private Margins() {}

  /** The window in which everything is seen, with this room around it. */
  static Viewport around(DiagramScene scene, double width, double height) {
    Viewport upright = around(scene.whole(), width, height, ABOVE, BELOW);
    return scene.pitch() * upright.scale() >= UPRIGHT_FROM
        ? upright
        : around(scene.whole(), width, height, LEANING, LEANING);
  }

  private static Viewport around(
      Area whole, double width, double height, double above, double below) {
    double free = Math.max(1, width - NAMES - PARAMETERS);
    double scale =
        Math.min(free / whole.width(), Math.max(1, height - above - below) / whole.height());
    double x = NAMES + free / 2;
    double y = above + Math.max(1, height - above - below) / 2;
    return new Viewport(
        whole.centerX() - x / scale, whole.centerY() - y / scale, scale, width, height);
  }
}
