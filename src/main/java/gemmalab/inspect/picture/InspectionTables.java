package gemmalab.inspect.picture;

import gemmalab.inspect.AblationResult;
import gemmalab.inspect.HeadPattern;
import gemmalab.inspect.HeadStatistics;
import gemmalab.inspect.Inspection;
import gemmalab.inspect.LogitLens;
import gemmalab.inspect.ResidualStream;
import gemmalab.inspect.TokenPrediction;
import gemmalab.model.Intervention.AttentionHead;
import gemmalab.picture.CsvTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What was seen as tables; layers, heads and places count from 1. */
public final class InspectionTables {

  private InspectionTables() {}

  /** A row for each head with its habits. */
  public static CsvTable overview(Inspection seen) {
    List<List<String>> rows = new ArrayList<>();
    for (int layer = 0; layer < seen.weights().length; layer++) {
      for (int head = 0; head < seen.weights()[layer].length; head++) {
        HeadStatistics statistics = seen.statistics(new AttentionHead(layer, head));
        rows.add(
            List.of(
                String.valueOf(layer + 1),
                String.valueOf(head + 1),
                CsvTable.number(statistics.entropyBits()),
                CsvTable.number(statistics.meanDistance()),
                CsvTable.number(statistics.firstShare()),
                statistics.label().map(InspectionTables::name).orElse("")));
      }
    }
    return new CsvTable(
        List.of("layer", "head", "entropy_bits", "mean_distance", "share_on_first", "label"), rows);
  }

  /** A row for each token, a column for each token that it may look at. */
  public static CsvTable map(HeadMap map) {
    List<String> header = new ArrayList<>(List.of("token"));
    header.addAll(map.tokens());
    List<List<String>> rows = new ArrayList<>();
    for (int row = 0; row < map.size(); row++) {
      List<String> cells = new ArrayList<>(List.of(map.tokens().get(row)));
      for (int key = 0; key < map.size(); key++) {
        cells.add(map.has(row, key) ? CsvTable.number(map.values()[row][key]) : "");
      }
      rows.add(cells);
    }
    return new CsvTable(header, rows);
  }

  /** A row for each line between two tokens that the arcs could draw. */
  public static CsvTable arcs(Inspection seen, List<AttentionHead> heads) {
    List<List<String>> rows = new ArrayList<>();
    for (AttentionHead each : heads) {
      float[][] weights = seen.weights()[each.layer()][each.head()];
      for (int row = 0; row < weights.length; row++) {
        for (int key = 0; key <= row; key++) {
          rows.add(
              List.of(
                  String.valueOf(each.layer() + 1),
                  String.valueOf(each.head() + 1),
                  String.valueOf(row + 1),
                  seen.tokens().get(row),
                  String.valueOf(key + 1),
                  seen.tokens().get(key),
                  CsvTable.number(weights[row][key])));
        }
      }
    }
    return new CsvTable(
        List.of("layer", "head", "place", "token", "place_looked_at", "token_looked_at", "weight"),
        rows);
  }

  /** A row for each prediction at each depth and place; depth 0 is the embedding. */
  public static CsvTable lens(LogitLens lens) {
    List<List<String>> rows = new ArrayList<>();
    for (int depth = 0; depth < lens.predictions().size(); depth++) {
      for (int token = 0; token < lens.tokens().size(); token++) {
        List<TokenPrediction> predictions = lens.predictions().get(depth).get(token);
        for (int rank = 0; rank < predictions.size(); rank++) {
          rows.add(
              List.of(
                  String.valueOf(depth),
                  String.valueOf(token + 1),
                  lens.tokens().get(token),
                  String.valueOf(rank + 1),
                  predictions.get(rank).text(),
                  CsvTable.number(predictions.get(rank).probability())));
        }
      }
    }
    return new CsvTable(
        List.of("after_layer", "place", "token", "rank", "guess", "probability"), rows);
  }

  /** A row for each layer with its mean sizes. */
  public static CsvTable residual(ResidualStream sizes) {
    double[] stream = ResidualPicture.means(sizes.stream());
    double[] attention = ResidualPicture.means(sizes.attention());
    double[] feedForward = ResidualPicture.means(sizes.feedForward());
    List<List<String>> rows = new ArrayList<>();
    for (int layer = 0; layer < stream.length; layer++) {
      rows.add(
          List.of(
              String.valueOf(layer + 1),
              CsvTable.number(stream[layer]),
              CsvTable.number(attention[layer]),
              CsvTable.number(feedForward[layer])));
    }
    return new CsvTable(
        List.of("layer", "stream_before", "attention_adds", "feed_forward_adds"), rows);
  }

  /** A row for each head with the loss that the text has without it. */
  public static CsvTable ablation(AblationResult ablation) {
    List<List<String>> rows = new ArrayList<>();
    for (int layer = 0; layer < ablation.without().length; layer++) {
      for (int head = 0; head < ablation.without()[layer].length; head++) {
        rows.add(
            List.of(
                String.valueOf(layer + 1),
                String.valueOf(head + 1),
                CsvTable.number(ablation.without()[layer][head]),
                CsvTable.number(ablation.lossIncrease(layer, head))));
      }
    }
    return new CsvTable(List.of("layer", "head", "loss_without", "cost"), rows);
  }

  /** A pattern's name for tables: previous_token. */
  public static String name(HeadPattern pattern) {
    return pattern.name().toLowerCase(Locale.ROOT);
  }
}
