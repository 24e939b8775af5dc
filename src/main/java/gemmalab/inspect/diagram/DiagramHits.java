package gemmalab.inspect.diagram;

import gemmalab.model.ModelStage;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** What of the diagram is under a point of the screen. */
public final class DiagramHits {

  /** A cell narrower than this is not pointed at by hand. */
  private static final double SMALLEST_CELL = 4;

  private final DiagramScene scene;

  public DiagramHits(DiagramScene scene) {
    this.scene = scene;
  }

  /** The smallest thing that is shown there; nothing beside the columns. */
  public Optional<Spot> at(Viewport view, double screenX, double screenY) {
    double x = view.toDiagramX(screenX);
    double y = view.toDiagramY(screenY);
    int token = (int) Math.floor(x / scene.pitch());
    if (token < 0 || token >= scene.length()) {
      return Optional.empty();
    }
    for (int band = DiagramScene.EMBEDDING_BAND; band <= scene.headBand(); band++) {
      if (scene.band(band).contains(x, y)) {
        return Optional.of(inBand(view, band, token, x, y));
      }
    }
    return scene.tokenArea(token).contains(x, y) || scene.nextArea(token).contains(x, y)
        ? Optional.of(Spot.whole(token))
        : Optional.empty();
  }

  private Spot inBand(Viewport view, int band, int token, double x, double y) {
    if (!Unfolding.isOpen(scene, view.scale())) {
      return Spot.band(band, token);
    }
    Area cell = scene.cell(band, token);
    Spot found = Spot.band(band, token);
    for (Map.Entry<ModelStage, Area> stage : scene.stages(band).entrySet()) {
      Area area = cell.place(stage.getValue(), CellPlan.WIDTH);
      if (area.contains(x, y)) {
        found = inStage(view, Spot.stage(stage.getKey(), band, token), area, x, y);
      }
    }
    return found;
  }

  private Spot inStage(Viewport view, Spot stage, Area area, double x, double y) {
    VectorCells cells = scene.cells(stage);
    Area vector = VectorArea.of(area, view.scale());
    boolean tooSmall = vector.width() / cells.columns() * view.scale() < SMALLEST_CELL;
    OptionalInt index = tooSmall ? OptionalInt.empty() : cells.at(x, y, vector);
    return index.isPresent() ? stage.withIndex(index.getAsInt()) : stage;
  }
}
