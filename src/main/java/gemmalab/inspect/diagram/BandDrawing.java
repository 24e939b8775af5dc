package gemmalab.inspect.diagram;

import gemmalab.model.LayerType;
import gemmalab.picture.Colour;
import gemmalab.picture.Colour.Role;
import gemmalab.picture.DrawnShape.Dash;
import gemmalab.picture.DrawnShape.Stroke;

/** The layers as bands: local ones blue and dotted, global ones orange and solid. */
final class BandDrawing {

  private static final double TINT = 0.05;
  private static final double CHOSEN_TINT = 0.08;

  private final Drawing drawing;

  BandDrawing(Drawing drawing) {
    this.drawing = drawing;
  }

  void draw() {
    Area seen = drawing.view.seen();
    if (!Unfolding.isOpen(drawing.scene, drawing.view.scale())) {
      chosenColumn();
    }
    for (int band : drawing.scene.bandsIn(seen)) {
      band(band);
    }
  }

  private void chosenColumn() {
    DiagramScene scene = drawing.scene;
    Area top = drawing.view.toScreen(scene.nextArea(drawing.look.token()));
    Area bottom = drawing.view.toScreen(scene.tokenArea(drawing.look.token()));
    Area column = new Area(top.x(), top.y(), top.width(), bottom.bottom() - top.y());
    drawing.fill(clipped(column), Colour.faded(Role.ACCENT, CHOSEN_TINT));
  }

  private void band(int band) {
    Area area = clipped(drawing.view.toScreen(drawing.scene.band(band)));
    LayerType type = drawing.scene.type(band);
    drawing.fill(area, Colour.faded(role(type), TINT));
    drawing.frame(area, stroke(type));
  }

  static Role role(@org.jspecify.annotations.Nullable LayerType type) {
    return type == null ? Role.MUTED : type == LayerType.FULL ? Role.FULL : Role.LOCAL;
  }

  static Stroke stroke(@org.jspecify.annotations.Nullable LayerType type) {
    boolean local = type == LayerType.SLIDING;
    return new Stroke(
        type == null ? Role.LINE : role(type), 1.5, 1, local ? Dash.DOTTED : Dash.SOLID);
  }

  /** A long dotted line costs time for each dot, also where none is seen. */
  private Area clipped(Area area) {
    double beyond = 8;
    double x = Math.max(-beyond, area.x());
    double y = Math.max(-beyond, area.y());
    double right = Math.min(drawing.view.width() + beyond, area.right());
    double bottom = Math.min(drawing.view.height() + beyond, area.bottom());
    return new Area(x, y, Math.max(0, right - x), Math.max(0, bottom - y));
  }
}
