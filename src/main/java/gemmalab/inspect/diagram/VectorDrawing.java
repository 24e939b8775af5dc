package gemmalab.inspect.diagram;

import gemmalab.inspect.picture.TokenLabels;
import gemmalab.model.ModelStage;
import gemmalab.picture.Cividis;
import gemmalab.picture.Colour;
import gemmalab.picture.Colour.Role;
import gemmalab.picture.Diverging;
import gemmalab.picture.DrawnShape.Anchor;
import gemmalab.picture.DrawnShape.Stroke;

/** The numbers of a vector, each written into its cell, and the cells that are marked. */
final class VectorDrawing {

  private static final double ROOM_FOR_A_TOKEN = 26;

  private final Drawing drawing;

  VectorDrawing(Drawing drawing) {
    this.drawing = drawing;
  }

  /** Writes the numbers that can be seen. */
  void numbers(Spot spot, VectorCells cells, Area area) {
    float[] vector = drawing.values.vector(spot);
    double scale = drawing.values.scale(spot);
    double width = area.width() / cells.columns();
    double height = area.height() / cells.rows();
    int firstRow = (int) Math.max(0, Math.floor(-area.y() / height));
    int endRow =
        (int) Math.min(cells.rows(), Math.ceil((drawing.view.height() - area.y()) / height));
    int firstColumn = (int) Math.max(0, Math.floor(-area.x() / width));
    int endColumn =
        (int) Math.min(cells.columns(), Math.ceil((drawing.view.width() - area.x()) / width));
    double size = Drawing.size(Math.min(height * 0.6, width / 4.2), 9, 16);
    for (int row = firstRow; row < endRow; row++) {
      for (int column = firstColumn; column < endColumn; column++) {
        cells
            .at(row, column)
            .ifPresent(index -> number(spot, vector[index], scale, cells.area(index, area), size));
      }
    }
  }

  private void number(Spot spot, float value, double scale, Area cell, double size) {
    int argb = DiagramValues.colour(spot, value, scale);
    Area inside = cell.inset(0.5, 0.5, 0.5, 0.5);
    drawing.fill(inside, Colour.of(argb));
    Colour ink =
        argb == 0
            ? Role.MUTED
            : spot.stage() == ModelStage.ATTENTION_WEIGHTS
                ? Cividis.inkOn(value)
                : Diverging.inkOn(Math.max(-1, Math.min(1, value / scale)));
    drawing.text(
        cell.centerX(),
        cell.centerY(),
        CellNumbers.text(value),
        Drawing.token(size, ink),
        Anchor.MIDDLE);
  }

  /**
   * Below scores and weights stand the tokens whose keys they are of; false if there is no room.
   */
  boolean keys(Spot spot, VectorCells cells, Area area) {
    boolean overKeys =
        spot.stage() == ModelStage.SCORES
            || spot.stage() == ModelStage.MASKED_SCORES
            || spot.stage() == ModelStage.ATTENTION_WEIGHTS;
    double width = area.width() / cells.columns();
    if (!overKeys || cells.columns() != drawing.scene.length() || width < ROOM_FOR_A_TOKEN) {
      return false;
    }
    double size = Drawing.size(width / 4, 9, 14);
    for (int key = 0; key < cells.columns(); key++) {
      String token = drawing.values.activations().tokens().get(key).label().strip();
      String text = TokenLabels.cut(token, (int) (width / size / 0.6));
      drawing.text(
          area.x() + (key + 0.5) * width,
          area.bottom() + size,
          text,
          Drawing.plain(size, Role.INK),
          Anchor.MIDDLE);
    }
    return true;
  }

  /** Frames the selected and the pointed cell, and what the pointed one is computed from. */
  void marks(Spot spot, VectorCells cells, Area area) {
    mark(spot, drawing.look.selected(), cells, area, Stroke.solid(Role.ACCENT, 2));
    Spot pointed = drawing.look.pointed();
    if (pointed != null) {
      mark(spot, pointed, cells, area, Stroke.solid(Role.CURSOR, 2));
    }
    for (Spot source : drawing.look.sources()) {
      mark(spot, source, cells, area, Stroke.solid(Role.CURSOR, 1.5));
    }
  }

  private void mark(Spot spot, Spot marked, VectorCells cells, Area area, Stroke stroke) {
    boolean inside =
        marked.index() >= 0
            && marked.index() < cells.count()
            && marked.withIndex(Spot.NO_INDEX).equals(spot);
    if (inside) {
      drawing.frame(cells.area(marked.index(), area), stroke);
    }
  }
}
