package gemmalab.inspect.picture;

import gemmalab.inspect.Inspection;
import gemmalab.model.Intervention.AttentionHead;
import gemmalab.picture.Colour;
import gemmalab.picture.Colour.Role;
import gemmalab.picture.DrawnShape;
import gemmalab.picture.DrawnShape.Anchor;
import gemmalab.picture.DrawnShape.Curve;
import gemmalab.picture.DrawnShape.Dash;
import gemmalab.picture.DrawnShape.Label;
import gemmalab.picture.DrawnShape.Lettering;
import gemmalab.picture.DrawnShape.Point;
import gemmalab.picture.DrawnShape.Rectangle;
import gemmalab.picture.DrawnShape.Stroke;
import gemmalab.picture.Picture;
import gemmalab.text.Messages;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The text above itself: each token of the lower line is joined with those of the upper line that
 * it looks at, the more weight the bolder; a colour for each head.
 */
public final class ArcsPicture {

  private static final Lettering LETTERS = LetteringStyles.token(13, Role.INK);
  private static final double GAP = 12;
  private static final double MARGIN = 8;
  private static final double LEAST = 0.05;
  private static final double LEAST_OF_FOCUS = 0.01;

  private final Inspection seen;
  private final List<AttentionHead> heads;
  private final Optional<TokenFocus> focus;
  private final double[] left;
  private final List<DrawnShape> shapes = new ArrayList<>();

  private ArcsPicture(Inspection seen, List<AttentionHead> heads, Optional<TokenFocus> focus) {
    this.seen = seen;
    this.heads = heads;
    this.focus = focus;
    left = edges(seen.tokens());
  }

  /**
   * Draws the part of the text that a room shows.
   *
   * @param scroll distance by which the text is moved to the left
   */
  public static Picture of(
      Inspection seen,
      List<AttentionHead> heads,
      Optional<TokenFocus> focus,
      double scroll,
      double width,
      double height,
      Messages messages) {
    ArcsPicture picture = new ArcsPicture(seen, heads, focus);
    picture.curves(scroll, width, height);
    picture.text(scroll, width, height);
    String sentence =
        messages.format(
            "picture.arcs", heads.size(), heads.get(0).layer() + 1, seen.tokens().size());
    return new Picture(width, height, sentence, picture.shapes);
  }

  /** Width of a whole text. */
  public static double width(List<String> tokens) {
    return edges(tokens)[tokens.size()] + MARGIN;
  }

  /** The token whose place holds an x; none beyond the text. */
  public static Optional<Integer> tokenAt(List<String> tokens, double x) {
    double[] edges = edges(tokens);
    for (int token = 0; token < tokens.size(); token++) {
      if (x >= edges[token] && x < edges[token + 1]) {
        return Optional.of(token);
      }
    }
    return Optional.empty();
  }

  /** The left edges of all tokens, and the right one of the last. */
  private static double[] edges(List<String> tokens) {
    double[] edges = new double[tokens.size() + 1];
    edges[0] = MARGIN;
    for (int i = 0; i < tokens.size(); i++) {
      edges[i + 1] = edges[i] + LETTERS.widthOf(TokenLabels.cut(tokens.get(i))) + GAP;
    }
    return edges;
  }

  private double middle(int token) {
    return (left[token] + left[token + 1]) / 2;
  }

  private void curves(double scroll, double width, double height) {
    for (AttentionHead head : heads) {
      float[][] weights = seen.weights()[head.layer()][head.head()];
      Colour colour = HeadColours.of(head.head());
      for (int row = 0; row < weights.length; row++) {
        for (int key = 0; key <= row; key++) {
          boolean apart = middle(row) < scroll || middle(key) > scroll + width;
          if (!apart && drawn(row, key, weights[row][key])) {
            curve(row, key, weights[row][key], colour, scroll, height);
          }
        }
      }
    }
  }

  private boolean drawn(int row, int key, float weight) {
    return focus.isEmpty()
        ? weight >= LEAST
        : weight >= LEAST_OF_FOCUS && focus.get().concerns(row, key);
  }

  private void curve(int row, int key, float weight, Colour colour, double scroll, double height) {
    Stroke stroke = new Stroke(colour, 0.75 + 5 * weight, 0.2 + 0.8 * weight, Dash.SOLID);
    shapes.add(
        new Curve(
            new Point(middle(row) - scroll, height - 30),
            new Point(middle(key) - scroll, 30),
            stroke));
  }

  private void text(double scroll, double width, double height) {
    for (int token = 0; token < seen.tokens().size(); token++) {
      if (left[token + 1] > scroll && left[token] < scroll + width) {
        token(token, scroll, 16, TokenFocus.Side.KEY);
        token(token, scroll, height - 16, TokenFocus.Side.QUERY);
      }
    }
  }

  private void token(int token, double scroll, double y, TokenFocus.Side side) {
    if (focus.isPresent() && focus.get().equals(new TokenFocus(token, side))) {
      shapes.add(
          Rectangle.framed(
              left[token] - scroll + 1,
              y - 12,
              left[token + 1] - left[token] - 2,
              24,
              Stroke.solid(Role.ACCENT, 2)));
    }
    String text = TokenLabels.cut(seen.tokens().get(token));
    shapes.add(Label.of(middle(token) - scroll, y, text, LETTERS, Anchor.MIDDLE));
  }
}
