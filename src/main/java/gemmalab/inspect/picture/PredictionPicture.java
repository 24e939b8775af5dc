package gemmalab.inspect.picture;

import gemmalab.inspect.TokenPrediction;
import gemmalab.picture.Colour.Role;
import gemmalab.picture.DrawnShape;
import gemmalab.picture.DrawnShape.Anchor;
import gemmalab.picture.DrawnShape.Label;
import gemmalab.picture.DrawnShape.Rectangle;
import gemmalab.picture.DrawnShape.Stroke;
import gemmalab.picture.Picture;
import gemmalab.text.Messages;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The likeliest next tokens of the model as it is and as it was changed, bars side by side. */
public final class PredictionPicture {

  private static final int MOST = 6;
  private static final double TOP = 24;
  private static final double ROW = 24;
  private static final double NAMES = 76;
  private static final double ROOM_FOR_A_SHARE = 44;

  private final double bars;
  private final List<DrawnShape> shapes = new ArrayList<>();

  private PredictionPicture(double bars) {
    this.bars = bars;
  }

  /** Draws the best of the model as it is. */
  public static Picture of(List<TokenPrediction> plain, double width, Messages messages) {
    PredictionPicture picture = new PredictionPicture(width - NAMES);
    List<TokenPrediction> best = plain.subList(0, Math.min(MOST, plain.size()));
    for (int row = 0; row < best.size(); row++) {
      double y = (row + 0.5) * ROW;
      TokenPrediction prediction = best.get(row);
      picture.name(y, prediction.text());
      picture.bar(NAMES, y, prediction.probability(), Looks.FILLED);
    }
    String sentence =
        messages.format(
            "picture.next.alone",
            TokenLabels.said(plain.get(0).text()),
            percent(plain.get(0).probability()));
    return new Picture(width, best.size() * ROW, sentence, picture.shapes);
  }

  /** Draws the best of both side by side, in the order of the model as it is. */
  public static Picture of(
      List<TokenPrediction> plain, List<TokenPrediction> changed, double width, Messages messages) {
    PredictionPicture picture = new PredictionPicture((width - NAMES) / 2);
    picture.shapes.add(
        Label.of(
            NAMES, 10, messages.format("picture.next.plain"), LetteringStyles.NOTE, Anchor.START));
    picture.shapes.add(
        Label.of(
            NAMES + picture.bars,
            10,
            messages.format("picture.next.changed"),
            LetteringStyles.NOTE,
            Anchor.START));
    Map<Integer, String> names = rows(plain, changed);
    int row = 0;
    for (Map.Entry<Integer, String> each : names.entrySet()) {
      picture.row(
          row++,
          each.getValue(),
          probability(plain, each.getKey()),
          probability(changed, each.getKey()));
    }
    return new Picture(
        width, TOP + names.size() * ROW, sentence(plain, changed, messages), picture.shapes);
  }

  private static String sentence(
      List<TokenPrediction> plain, List<TokenPrediction> changed, Messages messages) {
    TokenPrediction best = plain.get(0);
    TokenPrediction other = changed.get(0);
    return messages.format(
        "picture.next",
        TokenLabels.said(best.text()),
        percent(best.probability()),
        TokenLabels.said(other.text()),
        percent(other.probability()));
  }

  private static Map<Integer, String> rows(
      List<TokenPrediction> plain, List<TokenPrediction> changed) {
    Map<Integer, String> rows = new LinkedHashMap<>();
    plain.stream().limit(MOST).forEach(prediction -> rows.put(prediction.id(), prediction.text()));
    changed.stream()
        .limit(2)
        .forEach(prediction -> rows.putIfAbsent(prediction.id(), prediction.text()));
    return rows;
  }

  /** Below the last known prediction it is too little to show. */
  private static double probability(List<TokenPrediction> predictions, int id) {
    return predictions.stream()
        .filter(prediction -> prediction.id() == id)
        .mapToDouble(TokenPrediction::probability)
        .findFirst()
        .orElse(0);
  }

  private void row(int row, String name, double plain, double changed) {
    double y = TOP + (row + 0.5) * ROW;
    name(y, name);
    bar(NAMES, y, plain, Looks.FILLED);
    bar(NAMES + bars, y, changed, Looks.OUTLINED);
  }

  private void name(double y, String name) {
    shapes.add(Label.of(0, y, TokenLabels.cut(name), LetteringStyles.TOKEN, Anchor.START));
  }

  private enum Looks {
    FILLED,
    OUTLINED
  }

  private void bar(double x, double y, double probability, Looks looks) {
    double room = bars - ROOM_FOR_A_SHARE;
    double length = Math.max(1, room * probability);
    shapes.add(
        looks == Looks.FILLED
            ? Rectangle.filled(x, y - 6, length, 12, Role.ACCENT)
            : Rectangle.framed(x, y - 6, length, 12, Stroke.solid(Role.FULL, 2)));
    shapes.add(
        Label.of(x + length + 4, y, percent(probability), LetteringStyles.NOTE, Anchor.START));
  }

  private static String percent(double share) {
    return share < 0.005 ? "<1 %" : String.format(Locale.ENGLISH, "%.0f %%", 100 * share);
  }
}
