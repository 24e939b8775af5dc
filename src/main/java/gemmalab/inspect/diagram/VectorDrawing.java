package gemmalab.inspect.diagram;

import gemmalab.model.ModelStage;
import gemmalab.picture.Cividis;
import gemmalab.picture.Colour;
import gemmalab.picture.Colour.Role;
import gemmalab.picture.Diverging;
import gemmalab.picture.DrawnShape.Anchor;
import gemmalab.picture.DrawnShape.Stroke;

/** The numbers of a vector, each written into its cell, and the cells that are marked. */
final class VectorDrawing {

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
