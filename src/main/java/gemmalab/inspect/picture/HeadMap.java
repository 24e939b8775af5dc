package gemmalab.inspect.picture;

import gemmalab.inspect.AttentionStages.Stage;
import gemmalab.model.Intervention.AttentionHead;
import java.util.List;

/**
 * One head's values in a text at one stage.
 *
 * @param values [token][token looked at]
 * @param window keys that a token of this layer sees
 */
@SuppressWarnings("ArrayRecordComponent") // read only, and large
public record HeadMap(
    AttentionHead head, List<String> tokens, float[][] values, int window, Stage stage) {

  private static final int NEIGHBOURS = 3;

  /** Number of tokens. */
  public int size() {
    return values.length;
  }

  /** Weights are shares of a row; what comes before the softmax are scores of any size. */
  public boolean weights() {
    return stage == Stage.SOFTMAX;
  }

  /** Whether there is a value: scores before the mask look ahead too. */
  public boolean has(int row, int key) {
    boolean seen = key <= row && key > row - window;
    return weights() ? seen : !Float.isNaN(values[row][key]);
  }

  /** The place worth reading first: where a token looks hardest at one that is not a neighbour. */
  public Cell farthestReaching() {
    Cell best = new Cell(0, 0);
    float most = Float.NEGATIVE_INFINITY;
    for (int row = 0; row < size(); row++) {
      for (int key = Math.max(1, row - window + 1); key < row - NEIGHBOURS; key++) {
        if (has(row, key) && values[row][key] > most) {
          most = values[row][key];
          best = new Cell(row, key);
        }
      }
    }
    return best;
  }

  /** A token and one that it may look at. */
  public record Cell(int row, int key) {}
}
