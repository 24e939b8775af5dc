package gemmalab.inspect.diagram;

import gemmalab.model.ModelStage;
import java.util.Map;

/** What a window is looking at, told from what is in its middle and how near it is. */
public final class Whereabouts {

  private static final double SHARE_OF_A_STAGE = 0.4;
  private static final double MARGIN = 20;

  private Whereabouts() {}

  /**
   * What fills the window.
   *
   * @param token the chosen token, for the whole model
   */
  public static Spot of(DiagramScene scene, Viewport view, int token) {
    if (!Unfolding.isOpen(scene, view.scale())) {
      return Spot.whole(token);
    }
    double x = view.toDiagramX(view.width() / 2);
    double y = view.toDiagramY(view.height() / 2);
    int column = (int) Math.max(0, Math.min(scene.length() - 1, Math.floor(x / scene.pitch())));
    int band = nearestBand(scene, y);
    Area cell = scene.cell(band, column);
    for (Map.Entry<ModelStage, Area> stage : scene.stages(band).entrySet()) {
      Area area = cell.place(stage.getValue(), CellPlan.WIDTH);
      boolean large = area.width() * view.scale() >= SHARE_OF_A_STAGE * view.width();
      if (large && area.contains(x, y)) {
        return Spot.stage(stage.getKey(), band, column);
      }
    }
    return Spot.band(band, column);
  }

  private static int nearestBand(DiagramScene scene, double y) {
    int nearest = DiagramScene.EMBEDDING_BAND;
    double best = Double.MAX_VALUE;
    for (int band = DiagramScene.EMBEDDING_BAND; band <= scene.headBand(); band++) {
      double distance = Math.abs(scene.band(band).centerY() - y);
      if (distance < best) {
        best = distance;
        nearest = band;
      }
    }
    return nearest;
  }

  /** The view in which a spot fills the window; a number is shown among its neighbours. */
  public static Viewport onto(DiagramScene scene, Spot spot, Viewport view) {
    if (spot.depth() == Spot.Depth.CELL) {
      Area near = scene.area(spot, Double.MAX_VALUE);
      double scale =
          Math.max(
              1.4 * Unfolding.NUMBER_WIDTH / near.width(),
              2 * Unfolding.NUMBER_HEIGHT / near.height());
      Area cell = scene.area(spot, scale);
      return new Viewport(0, 0, scale, view.width(), view.height())
          .centredOn(cell.centerX(), cell.centerY());
    }
    return spot.depth() == Spot.Depth.WHOLE
        ? Margins.around(scene, view.width(), view.height())
        : Viewport.onto(scene.area(spot, 1), view.width(), view.height(), MARGIN);
  }

  /** The view, zoomed no further than there is something to see, and moved no further either. */
  public static Viewport kept(DiagramScene scene, Viewport view) {
    Area whole = scene.whole();
    double least = 0.7 * Margins.around(scene, view.width(), view.height()).scale();
    double most = 200 * CellPlan.WIDTH / scene.cell(0, 0).width();
    double scale = Math.max(least, Math.min(most, view.scale()));
    double x = view.toDiagramX(view.width() / 2);
    double y = view.toDiagramY(view.height() / 2);
    return new Viewport(0, 0, scale, view.width(), view.height())
        .centredOn(
            Math.max(whole.x(), Math.min(whole.right(), x)),
            Math.max(whole.y(), Math.min(whole.bottom(), y)));
  }
}
