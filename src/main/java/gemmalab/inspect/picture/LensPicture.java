package gemmalab.inspect.picture;

import gemmalab.inspect.LogitLens;
import gemmalab.inspect.TokenPrediction;
import gemmalab.picture.Cividis;
import gemmalab.picture.Colour;
import gemmalab.picture.Colour.Role;
import gemmalab.picture.DrawnShape;
import gemmalab.picture.DrawnShape.Anchor;
import gemmalab.picture.DrawnShape.Label;
import gemmalab.picture.DrawnShape.Rectangle;
import gemmalab.picture.DrawnShape.Stroke;
import gemmalab.picture.Picture;
import gemmalab.text.Messages;
import java.util.ArrayList;
import java.util.List;

/**
 * What the model would say after each layer for each place of a text, shaded by probability; a
 * frame marks where the final answer leads for the first time.
 */
public final class LensPicture {

  /** Room for the names of the layers. */
  public static final double LEFT = 88;

  /** Room for the tokens that were read. */
  public static final double TOP = 28;

  public static final double CELL_WIDTH = 84;
  private static final int LONGEST = 9;

  private final LogitLens lens;
  private final double cellHeight;
  private final int first;
  private final List<DrawnShape> shapes = new ArrayList<>();

  private LensPicture(LogitLens lens, int first, double cellHeight) {
    this.lens = lens;
    this.first = first;
    this.cellHeight = cellHeight;
  }

  /** Draws some places of a text. */
  public static Picture of(
      LogitLens lens, int first, int count, double cellHeight, Messages messages) {
    LensPicture picture = new LensPicture(lens, first, cellHeight);
    int depths = lens.predictions().size();
    for (int depth = 0; depth < depths; depth++) {
      String name =
          depth == 0
              ? messages.format("picture.lens.embedding")
              : messages.format("picture.lens.layer", depth);
      double middle = TOP + (depth + 0.5) * cellHeight;
      picture.shapes.add(Label.of(LEFT - 8, middle, name, LetteringStyles.NOTE, Anchor.END));
    }
    int end = Math.min(lens.tokens().size(), first + count);
    for (int token = first; token < end; token++) {
      picture.column(token, depths);
    }
    return new Picture(
        LEFT + (end - first) * CELL_WIDTH + 2,
        TOP + depths * cellHeight + 2,
        messages.format("picture.lens", depths - 1, lens.tokens().size()),
        picture.shapes);
  }

  private void column(int token, int depths) {
    double x = LEFT + (token - first) * CELL_WIDTH;
    String read = TokenLabels.cut(lens.tokens().get(token), LONGEST);
    shapes.add(
        Label.of(
            x + CELL_WIDTH / 2,
            TOP / 2,
            read,
            LetteringStyles.token(12, Role.MUTED),
            Anchor.MIDDLE));
    for (int depth = 0; depth < depths; depth++) {
      cell(lens.topPrediction(depth, token), x, TOP + depth * cellHeight);
    }
    shapes.add(
        Rectangle.framed(
            x + 1,
            TOP + lens.firstTopDepth(token) * cellHeight + 1,
            CELL_WIDTH - 3,
            cellHeight - 3,
            Stroke.solid(Role.MARK, 2.5)));
  }

  private void cell(TokenPrediction prediction, double x, double y) {
    double shade = prediction.probability();
    shapes.add(
        Rectangle.filled(x, y, CELL_WIDTH - 1, cellHeight - 1, Colour.of(Cividis.argb(shade))));
    shapes.add(
        Label.of(
            x + CELL_WIDTH / 2,
            y + cellHeight / 2,
            TokenLabels.cut(prediction.text(), LONGEST),
            LetteringStyles.token(12, Cividis.inkOn(shade)),
            Anchor.MIDDLE));
  }
}
