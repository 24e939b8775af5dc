package gemmalab.inspect.diagram;

import gemmalab.model.ModelStage;
import gemmalab.picture.Colour.Role;
import gemmalab.picture.DrawnShape.Anchor;
import gemmalab.picture.DrawnShape.Lettering;
import gemmalab.picture.DrawnShape.Stroke;
import java.util.Map;

/**
 * The inside of crossings: the residual stream of a token rises through a layer, two branches read
 * from it, and what they compute is added to it.
 */
final class CrossingDrawing {

  private static final double NAME_REACH = 150; // a name stands beside its stream, in pixels
  private static final double STREAM_WIDTH = 7;

  private final Drawing drawing;
  private final DiagramScene scene;
  private final Viewport view;
  private final LinkDrawing links;
  private final StageDrawing stages;

  CrossingDrawing(Drawing drawing) {
    this.drawing = drawing;
    scene = drawing.scene;
    view = drawing.view;
    links = new LinkDrawing(drawing);
    stages = new StageDrawing(drawing);
  }

  void draw() {
    Area seen = view.seen();
    for (int token = scene.firstColumn(seen); token < scene.endColumn(seen); token++) {
      for (int band : scene.bandsIn(seen)) {
        crossing(band, token);
      }
      stream(token);
    }
    for (int token = scene.firstColumn(seen); token < scene.endColumn(seen); token++) {
      for (int band : scene.bandsIn(seen)) {
        sums(band, token);
      }
    }
  }

  private void crossing(int band, int token) {
    Area cell = view.toScreen(scene.cell(band, token));
    if (band >= 0 && band < scene.headBand()) {
      links.layer(cell, band, token);
    } else {
      links.outside(cell, band);
    }
    for (Map.Entry<ModelStage, Area> stage : scene.stages(band).entrySet()) {
      Area area = cell.place(stage.getValue(), CellPlan.WIDTH);
      if (!isSum(stage.getKey()) && isSeen(area)) {
        stages.draw(Spot.stage(stage.getKey(), band, token), area);
      }
    }
  }

  /** The stream runs over what is behind it; the places where something is added lie on it. */
  private void sums(int band, int token) {
    Area cell = view.toScreen(scene.cell(band, token));
    for (Map.Entry<ModelStage, Area> stage : scene.stages(band).entrySet()) {
      Area area = cell.place(stage.getValue(), CellPlan.WIDTH);
      if (isSum(stage.getKey()) && isSeen(area)) {
        stages.draw(Spot.stage(stage.getKey(), band, token), area);
      }
    }
  }

  static boolean isSum(ModelStage stage) {
    return stage == ModelStage.ATTENTION_SUM || stage == ModelStage.FEED_FORWARD_SUM;
  }

  private boolean isSeen(Area area) {
    return area.meets(new Area(0, 0, view.width(), view.height()));
  }

  private void stream(int token) {
    double x = Unfolding.streamX(scene, view, token);
    double scale = Unfolding.cellWidth(scene, view.scale()) / CellPlan.WIDTH;
    double width = Math.max(2, Math.min(14, STREAM_WIDTH * scale));
    Area lowest = view.toScreen(scene.cell(DiagramScene.EMBEDDING_BAND, token));
    Area highest = view.toScreen(scene.cell(scene.headBand(), token));
    Area from =
        lowest.place(
            LinkDrawing.place(CellPlan.BEFORE.areas(), ModelStage.SCALED_EMBEDDING),
            CellPlan.WIDTH);
    Area to =
        highest.place(
            LinkDrawing.place(CellPlan.AFTER.areas(), ModelStage.FINAL_NORM), CellPlan.WIDTH);
    double top = Math.max(-1, to.centerY());
    double bottom = Math.min(view.height() + 1, from.centerY());
    if (top < bottom && x > -NAME_REACH && x < view.width() + NAME_REACH) {
      Role role = token == drawing.look.token() ? Role.ACCENT : Role.MUTED;
      drawing.fill(new Area(Math.round(x - width / 2), top, width, bottom - top), role);
      name(token, x, scale);
    }
  }

  private void name(int token, double x, double scale) {
    if (scale < 0.6) {
      return;
    }
    Lettering letters = Drawing.token(Drawing.size(11 * scale, 9, 12), Role.MUTED);
    for (int band : scene.bandsIn(view.seen())) {
      if (band >= 0 && band < scene.headBand()) {
        Area cell = view.toScreen(scene.cell(band, token));
        double norm = drawing.values.streamNorm(band, token);
        drawing.text(
            x + 10, cell.y() + 546 * scale, "rms " + CellNumbers.text(norm), letters, Anchor.START);
      }
    }
  }

  static Stroke linkStroke(double scale) {
    return Stroke.solid(Role.MUTED, Math.max(0.75, Math.min(2, 1.2 * scale)));
  }
}
