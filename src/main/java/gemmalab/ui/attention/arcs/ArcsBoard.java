package gemmalab.ui.attention.arcs;

import gemmalab.inspect.Inspection;
import gemmalab.inspect.picture.ArcsPicture;
import gemmalab.inspect.picture.TokenFocus;
import gemmalab.inspect.picture.TokenFocus.Side;
import gemmalab.inspect.picture.TokenLabels;
import gemmalab.model.Intervention.AttentionHead;
import gemmalab.picture.Picture;
import gemmalab.ui.attention.board.ScrollingBoard;
import gemmalab.ui.common.Numbers;
import gemmalab.ui.common.Texts;
import gemmalab.ui.common.Theme;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import javafx.beans.value.ObservableValue;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import org.jspecify.annotations.Nullable;

/** Lines from the text to itself. A token that is clicked or walked to keeps only its own lines. */
final class ArcsBoard extends ScrollingBoard {

  private static final int TOLD = 4;
  private static final double LEAST_TOLD = 0.01;
  private static final double TALLEST = 420;

  private final Texts texts;
  private @Nullable Inspection result;
  private List<AttentionHead> heads = List.of();
  private Optional<TokenFocus> focus = Optional.empty();

  ArcsBoard(Texts texts, ObservableValue<Theme> theme) {
    super("arcs", "ui.attention.view.ARCS", texts, theme);
    this.texts = texts;
    setOnMousePressed(this::click);
    setOnKeyPressed(this::walk);
  }

  void show(Inspection inspection, List<AttentionHead> shownHeads) {
    result = inspection;
    heads = List.copyOf(shownHeads);
    focus = focus.filter(now -> now.token() < inspection.tokens().size());
    redraw();
  }

  /** The whole text, whatever part is shown now. */
  @Nullable Picture whole() {
    Inspection now = result;
    return now == null
        ? null
        : ArcsPicture.of(now, heads, focus, 0, contentWidth(), TALLEST, texts.messages());
  }

  @Override
  protected double contentWidth() {
    return result == null ? 0 : ArcsPicture.width(result.tokens());
  }

  @Override
  protected @Nullable Picture drawFrom(double scroll, double width, double height) {
    Inspection now = result;
    return now == null
        ? null
        : ArcsPicture.of(
            now, heads, focus, scroll, width, Math.min(TALLEST, height), texts.messages());
  }

  @Override
  protected void showCursor() {
    Inspection now = result;
    if (now != null) {
      say(
          focus
              .map(token -> words(now, token))
              .orElseGet(() -> texts.format("ui.attention.arcs.hint")));
    }
  }

  /** Whom the token looks at, or who looks at it: the strongest, taken over all heads shown. */
  private String words(Inspection now, TokenFocus token) {
    boolean isQuery = token.side() == Side.QUERY;
    Optional<String> others =
        IntStream.range(0, now.tokens().size())
            .boxed()
            .filter(other -> weight(now, token, other) >= LEAST_TOLD)
            .sorted(Comparator.comparingDouble(other -> -weight(now, token, other)))
            .limit(TOLD)
            .map(
                other ->
                    texts.format(
                        "ui.attention.arcs.share",
                        TokenLabels.said(now.tokens().get(other)),
                        Numbers.percent(weight(now, token, other))))
            .reduce((all, one) -> texts.format("ui.attention.list", all, one));
    return texts.format(
        isQuery ? "ui.attention.arcs.looking" : "ui.attention.arcs.lookedAt",
        TokenLabels.said(now.tokens().get(token.token())),
        others.orElseGet(() -> texts.format("ui.attention.arcs.nobody")));
  }

  private double weight(Inspection now, TokenFocus token, int other) {
    int row = token.side() == Side.QUERY ? token.token() : other;
    int key = token.side() == Side.QUERY ? other : token.token();
    return heads.stream()
        .mapToDouble(head -> now.weights()[head.layer()][head.head()][row][key])
        .average()
        .orElse(0);
  }

  private void click(MouseEvent event) {
    requestFocus();
    Picture shown = picture();
    Inspection now = result;
    if (shown == null || now == null || event.getY() > shown.height()) {
      return;
    }
    Side side = event.getY() < shown.height() / 2 ? Side.KEY : Side.QUERY;
    Optional<TokenFocus> clicked =
        ArcsPicture.tokenAt(now.tokens(), event.getX() + scroll())
            .map(token -> new TokenFocus(token, side));
    focus = clicked.equals(focus) ? Optional.empty() : clicked;
    redraw();
  }

  private void walk(KeyEvent event) {
    Inspection now = result;
    if (now == null) {
      return;
    }
    TokenFocus from = focus.orElse(new TokenFocus(now.tokens().size() - 1, Side.QUERY));
    switch (event.getCode()) {
      case LEFT -> go(now, from.token() - (focus.isPresent() ? 1 : 0), from.side());
      case RIGHT -> go(now, from.token() + (focus.isPresent() ? 1 : 0), from.side());
      case UP -> go(now, from.token(), Side.KEY);
      case DOWN -> go(now, from.token(), Side.QUERY);
      case ESCAPE -> {
        focus = Optional.empty();
        redraw();
      }
      default -> {
        return;
      }
    }
    event.consume();
  }

  private void go(Inspection now, int token, Side side) {
    int inside = Math.max(0, Math.min(now.tokens().size() - 1, token));
    focus = Optional.of(new TokenFocus(inside, side));
    double left = ArcsPicture.width(now.tokens().subList(0, inside));
    reveal(left - 100, left + 100, getWidth());
    redraw();
  }
}
