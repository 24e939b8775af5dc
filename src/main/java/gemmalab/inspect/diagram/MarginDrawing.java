package gemmalab.inspect.diagram;

import gemmalab.inspect.picture.TokenLabels;
import gemmalab.inspect.stage.Prediction;
import gemmalab.model.LayerType;
import gemmalab.picture.Colour;
import gemmalab.picture.Colour.Role;
import gemmalab.picture.DrawnShape.Anchor;
import gemmalab.picture.DrawnShape.Label;
import gemmalab.picture.DrawnShape.Lettering;
import gemmalab.picture.DrawnShape.Stroke;
import java.util.Locale;

/**
 * What stands around the bands: the names at the left, the tokens below, the next tokens above, and
 * the number of parameters at the right.
 */
final class MarginDrawing {

  private static final double LONGEST_BAR = 90;
  private static final double UPRIGHT_FROM = 34;

  private final Drawing drawing;
  private final DiagramScene scene;
  private final Viewport view;

  MarginDrawing(Drawing drawing) {
    this.drawing = drawing;
    scene = drawing.scene;
    view = drawing.view;
  }

  void draw() {
    Area seen = view.seen();
    for (int band : scene.bandsIn(seen)) {
      name(band);
      parameters(band);
    }
    for (int token = scene.firstColumn(seen); token < scene.endColumn(seen); token++) {
      token(token);
    }
    rowName("diagram.next", scene.nextArea(0).centerY());
    rowName("diagram.tokens", scene.tokenArea(0).centerY());
  }

  private void rowName(String key, double y) {
    double size = Drawing.size(12 * view.scale() * 1.3, 9, 12);
    drawing.text(
        nameX(),
        view.toScreenY(y),
        drawing.messages.format(key),
        Drawing.strong(size, Role.INK),
        Anchor.START);
  }

  private double nameX() {
    return view.toScreenX(scene.whole().x() + 8);
  }

  private void name(int band) {
    Area area = view.toScreen(scene.band(band));
    if (nameX() < -area.x() - view.width() || area.height() < 12) {
      return;
    }
    LayerType type = scene.type(band);
    boolean twoLines = type != null && area.height() >= 28; // the second says its kind
    double size = Drawing.size(area.height() / 2.6, 9, 12);
    double middle = Math.min(Math.max(area.centerY(), area.y() + 20), area.bottom());
    drawing.text(
        nameX(),
        middle - (twoLines ? size * 0.65 : 0),
        bandName(band),
        Drawing.strong(size, Role.INK),
        Anchor.START);
    if (type != null && twoLines) {
      drawing.text(
          nameX(),
          middle + size * 0.65,
          kind(type),
          Drawing.plain(size - 1, BandDrawing.role(type)),
          Anchor.START);
    }
  }

  private String bandName(int band) {
    return band == DiagramScene.EMBEDDING_BAND
        ? drawing.messages.format("diagram.band.embedding")
        : band == scene.headBand()
            ? drawing.messages.format("diagram.band.head")
            : drawing.messages.format("diagram.band.layer", band + 1);
  }

  private String kind(LayerType type) {
    return type == LayerType.FULL
        ? drawing.messages.format("diagram.kind.full")
        : drawing.messages.format("diagram.kind.local", scene.config().window(type));
  }

  private void parameters(int band) {
    Area area = view.toScreen(scene.band(band));
    double x = view.toScreenX(scene.parametersX());
    if (x > view.width() || area.height() < 12) {
      return;
    }
    long count = scene.parameters().of(band);
    double share = (double) count / scene.parameters().largest();
    double width = Math.max(1, share * LONGEST_BAR * view.scale());
    double height = Math.min(14, area.height() * 0.4);
    Colour colour = Colour.faded(BandDrawing.role(scene.type(band)), 0.55);
    drawing.fill(new Area(x, area.centerY() - height / 2, width, height), colour);
    boolean tied = band == scene.headBand() && scene.config().tieWordEmbeddings();
    String text = tied ? drawing.messages.format("diagram.tied", count) : compact(count);
    double size = Drawing.size(area.height() / 2.6, 9, 11);
    drawing.text(
        x + width + 6, area.centerY(), text, Drawing.plain(size, Role.MUTED), Anchor.START);
  }

  private static String compact(long count) {
    return count >= 1_000_000
        ? String.format(Locale.ENGLISH, "%.1f M", count / 1e6)
        : count >= 1000 ? String.format(Locale.ENGLISH, "%.0f K", count / 1e3) : "" + count;
  }

  private void token(int token) {
    boolean chosen = token == drawing.look.token();
    double pitch = scene.pitch() * view.scale();
    Area below = view.toScreen(scene.tokenArea(token));
    String read = drawing.values.activations().tokens().get(token).label();
    Prediction next = drawing.values.activations().next(token);
    if (pitch < UPRIGHT_FROM) {
      slanted(token, below, read);
      slanted(token, view.toScreen(scene.nextArea(token)), next.label());
      return;
    }
    Area box = below.inset(1.5, 0, 1.5, 0);
    if (chosen) {
      drawing.fill(box, Colour.faded(Role.ACCENT, 0.15));
    }
    drawing.frame(box, Stroke.solid(chosen ? Role.ACCENT : Role.LINE, 1));
    label(below, read, Role.INK, pitch);
    Area above = view.toScreen(scene.nextArea(token));
    if (chosen) {
      drawing.fill(above.inset(1, 1, 1, 1), Role.ACCENT);
    }
    label(above, next.label(), chosen ? Role.BACKGROUND : Role.MUTED, pitch);
  }

  private void label(Area area, String token, Role role, double pitch) {
    double size = Drawing.size(area.height() * 0.6, 9, 14);
    Lettering letters = Drawing.plain(size, role);
    int letterCount = (int) Math.max(2, (pitch - 6) / (0.58 * size));
    String text = TokenLabels.cut(token.strip().isEmpty() ? token : token.strip(), letterCount);
    drawing.text(area.centerX(), area.centerY(), text, letters, Anchor.MIDDLE);
  }

  /** Where a column is narrower than a word, words lean; of very narrow ones only some have one. */
  private void slanted(int token, Area area, String label) {
    double pitch = scene.pitch() * view.scale();
    int every = (int) Math.ceil(9 / pitch);
    boolean chosen = token == drawing.look.token();
    if (!chosen && token % every != 0) {
      return;
    }
    double size = Drawing.size(pitch, 9, 11);
    Lettering letters = Drawing.plain(size, chosen ? Role.ACCENT : Role.INK);
    String text = TokenLabels.cut(label.strip().isEmpty() ? label : label.strip(), 7);
    boolean above = area.y() < view.toScreenY(scene.band(0).y());
    double y = above ? area.bottom() : area.y() + 4;
    drawing.add(
        new Label(area.centerX(), y, text, letters, above ? Anchor.START : Anchor.END, -60));
  }
}
