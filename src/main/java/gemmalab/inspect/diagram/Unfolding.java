package gemmalab.inspect.diagram;

/** How much of a crossing is shown at a zoom: what comes nearer unfolds. */
final class Unfolding {

  /** Width of a crossing, in pixels, from which its inside is shown. */
  private static final double OPENS = 150;

  /** Width from which the residual stream leaves the middle of its column. */
  private static final double LEAVES = 70;

  /** Size of a cell from which its number is written into it. */
  static final double NUMBER_WIDTH = 44;

  static final double NUMBER_HEIGHT = 14;

  private Unfolding() {}

  static double cellWidth(DiagramScene scene, double scale) {
    return scene.cell(0, 0).width() * scale;
  }

  static boolean isOpen(DiagramScene scene, double scale) {
    return cellWidth(scene, scale) >= OPENS;
  }

  /** x of a token's residual stream on the screen. */
  static double streamX(DiagramScene scene, Viewport view, int token) {
    double share =
        Math.max(0, Math.min(1, (cellWidth(scene, view.scale()) - LEAVES) / (OPENS - LEAVES)));
    Area cell = scene.cell(0, token);
    double opened = cell.x() + CellPlan.STREAM / CellPlan.WIDTH * cell.width();
    return view.toScreenX(scene.columnX(token) * (1 - share) + opened * share);
  }
}
