package gemmalab.ui.attention.lens;

import gemmalab.inspect.LogitLens;
import gemmalab.inspect.TokenPrediction;
import gemmalab.inspect.picture.LensPicture;
import gemmalab.inspect.picture.TokenLabels;
import gemmalab.picture.Picture;
import gemmalab.ui.attention.board.ScrollingBoard;
import gemmalab.ui.common.Numbers;
import gemmalab.ui.common.Texts;
import gemmalab.ui.common.Theme;
import java.util.List;
import javafx.beans.value.ObservableValue;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.shape.Rectangle;
import org.jspecify.annotations.Nullable;

/** The table of the logit lens; the pointer or the arrow keys choose a cell, told in words. */
final class LensBoard extends ScrollingBoard {

  private static final double LOWEST_CELL = 16;
  private static final double HIGHEST_CELL = 36;
  private static final int TOLD = 3;

  private final Texts texts;
  private final Rectangle cursor = new Rectangle();
  private @Nullable LogitLens lens;
  private double cellHeight = LOWEST_CELL;
  private int depth;
  private int token;

  LensBoard(Texts texts, ObservableValue<Theme> theme) {
    super("lens", "ui.attention.view.LENS", texts, theme);
    this.texts = texts;
    cursor.getStyleClass().add("chosen-frame");
    addAbove(cursor);
    setOnMouseMoved(this::point);
    setOnMousePressed(event -> requestFocus());
    setOnKeyPressed(this::walk);
  }

  void show(LogitLens found) {
    if (lens == null || lens.tokens().size() != found.tokens().size()) {
      token = found.tokens().size() - 1;
    }
    lens = found;
    depth = Math.min(depth, found.predictions().size() - 1);
    redraw();
  }

  /** The whole table, whatever part is shown now. */
  @Nullable Picture whole() {
    LogitLens now = lens;
    return now == null
        ? null
        : LensPicture.of(now, 0, now.tokens().size(), HIGHEST_CELL - 8, texts.messages());
  }

  @Override
  protected double contentWidth() {
    return lens == null ? 0 : LensPicture.LEFT + lens.tokens().size() * LensPicture.CELL_WIDTH + 2;
  }

  @Override
  protected @Nullable Picture drawFrom(double scroll, double width, double height) {
    LogitLens now = lens;
    if (now == null) {
      return null;
    }
    double room = (height - LensPicture.TOP) / now.predictions().size();
    cellHeight = Math.floor(Math.max(LOWEST_CELL, Math.min(HIGHEST_CELL, room)));
    return LensPicture.of(now, first(), shown(), cellHeight, texts.messages());
  }

  @Override
  protected void showCursor() {
    LogitLens now = lens;
    if (now == null) {
      return;
    }
    cursor.setX(LensPicture.LEFT + (token - first()) * LensPicture.CELL_WIDTH - 1);
    cursor.setY(LensPicture.TOP + depth * cellHeight - 1);
    cursor.setWidth(LensPicture.CELL_WIDTH + 1);
    cursor.setHeight(cellHeight + 1);
    cursor.setVisible(token >= first() && token < first() + shown());
    say(words(now));
  }

  private String words(LogitLens now) {
    List<TokenPrediction> predictions = now.predictions().get(depth).get(token);
    String best =
        predictions.stream()
            .limit(TOLD)
            .map(
                prediction ->
                    texts.format(
                        "ui.attention.arcs.share",
                        TokenLabels.said(prediction.text()),
                        Numbers.percent(prediction.probability())))
            .reduce((all, one) -> texts.format("ui.attention.list", all, one))
            .orElse("");
    return texts.format(
        depth == 0 ? "ui.attention.lens.embedding" : "ui.attention.lens.layer",
        TokenLabels.said(now.tokens().get(token)),
        best,
        from(now.firstTopDepth(token)),
        depth);
  }

  private String from(int lead) {
    return lead == 0
        ? texts.format("ui.attention.lens.from.embedding")
        : texts.format("ui.attention.lens.from.layer", lead);
  }

  /** Whole columns only. */
  private int first() {
    return (int) Math.ceil(scroll() / LensPicture.CELL_WIDTH);
  }

  private int shown() {
    return Math.max(1, (int) ((getWidth() - LensPicture.LEFT - 2) / LensPicture.CELL_WIDTH));
  }

  private void point(MouseEvent event) {
    int newToken =
        first() + (int) Math.floor((event.getX() - LensPicture.LEFT) / LensPicture.CELL_WIDTH);
    int newDepth = (int) Math.floor((event.getY() - LensPicture.TOP) / cellHeight);
    if (event.getX() >= LensPicture.LEFT && newToken < first() + shown()) {
      choose(newDepth, newToken);
    }
  }

  private void walk(KeyEvent event) {
    switch (event.getCode()) {
      case UP -> choose(depth - 1, token);
      case DOWN -> choose(depth + 1, token);
      case LEFT -> choose(depth, token - 1);
      case RIGHT -> choose(depth, token + 1);
      default -> {
        return;
      }
    }
    double left = token * LensPicture.CELL_WIDTH;
    reveal(left, left + LensPicture.CELL_WIDTH, shown() * LensPicture.CELL_WIDTH);
    event.consume();
  }

  private void choose(int newDepth, int newToken) {
    LogitLens now = lens;
    if (now != null
        && newDepth >= 0
        && newDepth < now.predictions().size()
        && newToken >= 0
        && newToken < now.tokens().size()) {
      depth = newDepth;
      token = newToken;
      showCursor();
    }
  }
}
