package gemmalab.inspect.diagram;

import gemmalab.inspect.picture.TokenLabels;
import gemmalab.model.LayerType;
import gemmalab.picture.Colour;
import gemmalab.picture.Colour.Role;
import gemmalab.picture.DrawnShape.Anchor;
import gemmalab.picture.DrawnShape.Label;
import gemmalab.picture.DrawnShape.Lettering;
import gemmalab.picture.DrawnShape.Stroke;

/** What stands around the bands: the names at the left, the tokens below, the next tokens above. */
final class MarginDrawing {

  private static final double BESIDE = 10;
  private static final double SMALLEST_LETTERS = 9;

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
    }
    boolean below = isSeen(scene.tokenArea(0));
    boolean above = isSeen(scene.nextArea(0));
    for (int token = scene.firstColumn(seen); token < scene.endColumn(seen); token++) {
      if (below) {
        read(token);
      }
      if (above) {
        next(token);
      }
    }
    if (above) {
      rowName("diagram.next", scene.nextArea(0).centerY());
    }
    if (below) {
      rowName("diagram.tokens", scene.tokenArea(0).centerY());
    }
  }

  private void rowName(String key, double y) {
    drawing.text(
        nameX(),
        view.toScreenY(y),
        drawing.messages.format(key),
        Drawing.strong(nameSize(view.toScreen(scene.band(0))), Role.INK),
        Anchor.START);
  }

  private static double nameSize(Area band) {
    return Drawing.size(band.height() / 2.6, SMALLEST_LETTERS, 12);
  }

  private double nameX() {
    return view.toScreenX(scene.whole().x()) - Margins.NAMES + BESIDE;
  }

  private void name(int band) {
    Area area = view.toScreen(scene.band(band));
    if (nameX() < -Margins.NAMES || area.height() < 12) {
      return;
    }
    LayerType type = scene.type(band);
    boolean twoLines = type != null && area.height() >= 23; // the second says its kind
    double size = nameSize(area);
    double middle = area.centerY();
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
          Drawing.plain(Math.max(SMALLEST_LETTERS, size - 1), BandDrawing.role(type)),
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

  /** Whether a row of words can be seen; leaning words rise out of it. */
  private boolean isSeen(Area row) {
    Area area = view.toScreen(row);
    return area.bottom() > -Margins.LEANING && area.y() < view.height() + Margins.LEANING;
  }

  private boolean isUpright() {
    return scene.pitch() * view.scale() >= Margins.UPRIGHT_FROM;
  }

  /** The token itself, below its column. */
  private void read(int token) {
    Area area = view.toScreen(scene.tokenArea(token));
    String word = drawing.values.activations().tokens().get(token).label();
    if (!isUpright()) {
      slanted(token, area, word);
      return;
    }
    boolean chosen = token == drawing.look.token();
    Area box = area.inset(1.5, 0, 1.5, 0);
    if (chosen) {
      drawing.fill(box, Colour.faded(Role.ACCENT, 0.15));
    }
    drawing.frame(box, Stroke.solid(chosen ? Role.ACCENT : Role.LINE, 1));
    label(area, word, Role.INK);
  }

  /** The next token, above its column. */
  private void next(int token) {
    Area area = view.toScreen(scene.nextArea(token));
    String word = drawing.values.activations().next(token).label();
    if (!isUpright()) {
      slanted(token, area, word);
      return;
    }
    boolean chosen = token == drawing.look.token();
    if (chosen) {
      drawing.fill(area.inset(1, 1, 1, 1), Role.ACCENT);
    }
    label(area, word, chosen ? Role.BACKGROUND : Role.MUTED);
  }

  /** As large as the row is high, smaller where a word needs it, and cut only if it must be. */
  private void label(Area area, String token, Role role) {
    String text = TokenLabels.said(token);
    double room = area.width() - 4;
    double wanted = Drawing.size(area.height() * 0.6, SMALLEST_LETTERS, 14);
    double size =
        Math.min(
            wanted,
            Drawing.size(room / Drawing.plain(1, role).widthOf(text), SMALLEST_LETTERS, wanted));
    Lettering letters = Drawing.plain(size, role);
    while (text.length() > 1 && letters.widthOf(text) > room) {
      text = TokenLabels.cut(text, text.codePointCount(0, text.length()) - 1);
    }
    drawing.text(area.centerX(), area.centerY(), text, letters, Anchor.MIDDLE);
  }

  /** Where a column is narrower than a word, words lean; of very narrow ones only some have one. */
  private void slanted(int token, Area area, String label) {
    double pitch = scene.pitch() * view.scale();
    int every = (int) Math.ceil(9 / pitch);
    boolean chosen = token == drawing.look.token();
    boolean beside = Math.abs(token - drawing.look.token()) < every;
    if (!chosen && (beside || token % every != 0)) {
      return;
    }
    double size = Drawing.size(pitch, 9, 11);
    Lettering letters = Drawing.plain(size, chosen ? Role.ACCENT : Role.INK);
    String text = TokenLabels.cut(label.strip().isEmpty() ? label : label.strip(), 10);
    boolean above = area.y() < view.toScreenY(scene.band(0).y());
    double y = above ? area.bottom() : area.y() + 4;
    drawing.add(
        new Label(area.centerX(), y, text, letters, above ? Anchor.START : Anchor.END, -60));
  }
}
