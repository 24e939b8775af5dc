package gemmalab.inspect.picture;

import gemmalab.model.Intervention.AttentionHead;
import java.util.Optional;

/**
 * Where the small maps of all layers and heads lie: a row for each layer, a column for each head.
 *
 * @param cell side of a small map
 */
public record HeadGridGeometry(int layers, int heads, double cell) {

  private static final double LEFT = 40;
  private static final double TOP = 20;
  private static final double GAP = 6;
  private static final double SMALLEST = 16;
  private static final double LARGEST = 72;

  /** Maps as large as a room allows, but never too small to see. */
  public static HeadGridGeometry fitting(int layers, int heads, double width, double height) {
    double byWidth = (width - LEFT) / heads - GAP;
    double byHeight = (height - TOP) / layers - GAP;
    double cell = Math.max(SMALLEST, Math.min(LARGEST, Math.min(byWidth, byHeight)));
    return new HeadGridGeometry(layers, heads, Math.floor(cell));
  }

  public double x(int head) {
    return LEFT + head * (cell + GAP);
  }

  public double y(int layer) {
    return TOP + layer * (cell + GAP);
  }

  public double width() {
    return x(heads);
  }

  public double height() {
    return y(layers);
  }

  /** The head whose map lies at a place. */
  public Optional<AttentionHead> at(double x, double y) {
    int head = (int) Math.floor((x - LEFT + GAP / 2) / (cell + GAP));
    int layer = (int) Math.floor((y - TOP + GAP / 2) / (cell + GAP));
    boolean inside = head >= 0 && head < heads && layer >= 0 && layer < layers;
    return inside ? Optional.of(new AttentionHead(layer, head)) : Optional.empty();
  }
}
