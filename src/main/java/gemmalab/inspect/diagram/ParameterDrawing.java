package gemmalab.inspect.diagram;

import gemmalab.picture.Colour;
import gemmalab.picture.Colour.Role;
import gemmalab.picture.DrawnShape.Anchor;
import java.util.Locale;

/** Where the parameters are: at the right of each band how many it has, above them the sum. */
final class ParameterDrawing {

  private static final double BESIDE = 10;
  private static final double LONGEST_BAR = Margins.PARAMETERS - 2 * BESIDE;
  private static final double BAR_HEIGHT = 5;

  private final Drawing drawing;
  private final DiagramScene scene;
  private final Viewport view;

  ParameterDrawing(Drawing drawing) {
    this.drawing = drawing;
    scene = drawing.scene;
    view = drawing.view;
  }

  void draw() {
    if (x() < view.width()) {
      scene.bandsIn(view.seen()).forEach(this::band);
      all();
    }
  }

  private double x() {
    return view.toScreenX(scene.whole().right()) + BESIDE;
  }

  /** The number of a band above a bar; all numbers add up to the one at the top. */
  private void band(int band) {
    Area area = view.toScreen(scene.band(band));
    if (area.height() < 12) {
      return;
    }
    long count = scene.parameters().of(band);
    double share = (double) count / scene.parameters().largest();
    double size = Drawing.size(area.height() / 2.4, 9, 11);
    double top = area.centerY() - (size + BAR_HEIGHT) / 2;
    boolean tied = band == scene.headBand() && scene.config().tieWordEmbeddings();
    String text = tied ? drawing.messages.format("diagram.tied", count) : exact(count);
    drawing.text(x(), top + size / 2, text, Drawing.plain(size, Role.MUTED), Anchor.START);
    Colour colour = Colour.faded(BandDrawing.role(scene.type(band)), 0.55);
    double width = Math.max(1, share * LONGEST_BAR);
    drawing.fill(new Area(x(), top + size + 2, width, BAR_HEIGHT), colour);
  }

  private void all() {
    double y = view.toScreenY(scene.nextArea(0).centerY());
    boolean leaning = scene.pitch() * view.scale() < Margins.UPRIGHT_FROM;
    if (y < -Margins.LEANING || y > view.height() + Margins.LEANING) {
      return;
    }
    if (leaning) {
      y -= 5; // in a small picture the first band is near
    }
    drawing.text(
        x() + (leaning ? 2.4 * BESIDE : 0), // a word that leans reaches over the last column
        y - 12,
        drawing.messages.format("diagram.parameters"),
        Drawing.plain(10, Role.MUTED),
        Anchor.START);
    drawing.text(
        x(), y + 1, exact(scene.parameters().all()), Drawing.strong(12, Role.INK), Anchor.START);
  }

  private static String exact(long count) {
    return String.format(Locale.ENGLISH, "%,d", count);
  }
}
