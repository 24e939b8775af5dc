package gemmalab.inspect.diagram;

import gemmalab.model.ModelStage;
import gemmalab.picture.Colour;
import gemmalab.picture.Colour.Role;
import gemmalab.picture.DrawnShape.Anchor;
import gemmalab.picture.DrawnShape.Raster;
import gemmalab.picture.DrawnShape.Stroke;
import java.util.Arrays;
import java.util.Objects;
import java.util.stream.Collectors;

/** One stage of one token: its name, its vector as cells, its shape and its size. */
final class StageDrawing {

  private static final double NAMED_FROM = 46;
  private static final double MEASURED_FROM = 84;

  private final Drawing drawing;
  private final VectorDrawing vectors;

  StageDrawing(Drawing drawing) {
    this.drawing = drawing;
    vectors = new VectorDrawing(drawing);
  }

  /** Draws a stage into its area, in pixels. */
  void draw(Spot spot, Area area) {
    boolean selected = isSelected(spot);
    drawing.fill(area, Role.BACKGROUND);
    if (selected) {
      drawing.fill(area, Colour.faded(Role.ACCENT, 0.12));
    }
    Area cells = VectorArea.of(area);
    if (area.width() < 26) {
      cells = area;
    }
    vector(spot, cells);
    if (area.width() >= NAMED_FROM) {
      name(spot, area);
    }
    if (area.width() >= MEASURED_FROM) {
      if (!vectors.keys(spot, drawing.scene.cells(spot), cells)) {
        shape(spot, area);
      }
      if (isRotation(spot.stage())) {
        new RotationDial(drawing).draw(spot, area);
      }
    }
    drawing.frame(area, frame(spot, selected));
  }

  private boolean isSelected(Spot spot) {
    Spot selected = drawing.look.selected();
    return selected.withIndex(Spot.NO_INDEX).equals(spot);
  }

  private Stroke frame(Spot spot, boolean selected) {
    if (selected) {
      return Stroke.solid(Role.ACCENT, 2);
    }
    return CrossingDrawing.isSum(Objects.requireNonNull(spot.stage()))
        ? Stroke.solid(Role.ACCENT, 1.25)
        : Stroke.solid(BandDrawing.role(drawing.scene.type(spot.band())), 1);
  }

  private void vector(Spot spot, Area area) {
    VectorCells cells = drawing.scene.cells(spot);
    boolean written =
        area.width() / cells.columns() >= Unfolding.NUMBER_WIDTH
            && area.height() / cells.rows() >= Unfolding.NUMBER_HEIGHT;
    if (written) {
      vectors.numbers(spot, cells, area);
    } else {
      drawing.add(
          new Raster(
              area.x(),
              area.y(),
              area.width(),
              area.height(),
              cells.columns(),
              drawing.values.pixels(spot, cells)));
    }
    vectors.marks(spot, cells, area);
  }

  private void name(Spot spot, Area area) {
    ModelStage stage = Objects.requireNonNull(spot.stage());
    String sign = CrossingDrawing.isSum(stage) ? "+ " : "";
    String name = sign + drawing.messages.format("diagram." + stage.key());
    double margin = Math.min(8, area.width() * 0.06);
    double widest = (area.width() - margin - 2) / Drawing.strong(1, Role.INK).widthOf(name);
    if (widest < 9) {
      return;
    }
    double size = Drawing.size(Math.min(area.height() * 0.2, widest), 9, 18);
    drawing.text(
        area.x() + margin,
        area.y() + Math.min(17, area.height() * 0.17),
        name,
        Drawing.strong(size, Role.INK),
        Anchor.START);
  }

  private void shape(Spot spot, Area area) {
    double size = Drawing.size(area.height() * 0.17, 9, 14);
    double y = area.bottom() - Math.min(15, area.height() * 0.13);
    double margin = Math.min(8, area.width() * 0.06);
    drawing.text(
        area.x() + margin, y, shapeText(spot), Drawing.token(size, Role.MUTED), Anchor.START);
    if (spot.stage() != ModelStage.ATTENTION_WEIGHTS && area.width() >= MEASURED_FROM * 1.2) {
      double rms = DiagramValues.rms(drawing.values.vector(spot));
      drawing.text(
          area.right() - margin,
          y,
          CellNumbers.text(rms),
          Drawing.token(size, Role.MUTED),
          Anchor.END);
    }
  }

  private String shapeText(Spot spot) {
    int[] shape =
        Objects.requireNonNull(spot.stage()).shape(drawing.scene.config(), drawing.scene.length());
    return Arrays.stream(shape)
        .skip(1)
        .mapToObj(String::valueOf)
        .collect(Collectors.joining("×", "[", "]"));
  }

  private static boolean isRotation(@org.jspecify.annotations.Nullable ModelStage stage) {
    return stage == ModelStage.ROTATED_QUERIES || stage == ModelStage.ROTATED_KEYS;
  }
}
