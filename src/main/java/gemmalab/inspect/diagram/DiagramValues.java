package gemmalab.inspect.diagram;

import gemmalab.inspect.stage.Activations;
import gemmalab.model.ModelStage;
import gemmalab.picture.Cividis;
import gemmalab.picture.Diverging;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The numbers of a diagram, ready to be drawn: sizes are known beforehand, vectors and their
 * colours are kept once they were seen. Used by one thread.
 */
public final class DiagramValues {

  private static final int KEPT = 2048;

  /** Colours are strongest at so many root mean squares. */
  private static final double STRONGEST = 2.5;

  private final Activations activations;
  private final float[][] streamNorms;
  private final float[][] addedNorms;
  private final float largestStream;
  private final float largestAdded;
  private final Map<Spot, float[]> vectors = kept();
  private final Map<Spot, int[]> pixels = kept();

  public DiagramValues(Activations activations) {
    this.activations = activations;
    int layers = activations.layers();
    int length = activations.length();
    streamNorms = new float[layers + 1][length];
    addedNorms = new float[layers][length];
    for (int token = 0; token < length; token++) {
      for (int layer = 0; layer <= layers; layer++) {
        streamNorms[layer][token] = activations.streamNorm(layer, token);
      }
      for (int layer = 0; layer < layers; layer++) {
        addedNorms[layer][token] = activations.addedNorm(layer, true, token);
      }
    }
    largestStream = largest(streamNorms);
    largestAdded = largest(addedNorms);
  }

  private static <V> Map<Spot, V> kept() {
    return new LinkedHashMap<>(64, 0.75f, true) {
      @Override
      protected boolean removeEldestEntry(Map.Entry<Spot, V> eldest) {
        return size() > KEPT;
      }
    };
  }

  private static float largest(float[][] all) {
    float largest = Float.MIN_NORMAL;
    for (float[] row : all) {
      for (float value : row) {
        largest = Math.max(largest, value);
      }
    }
    return largest;
  }

  public Activations activations() {
    return activations;
  }

  /** Size of the residual stream after so many layers, as a share of the largest. */
  double stream(int layers, int token) {
    return streamNorms[layers][token] / largestStream;
  }

  /** Root mean square of the residual stream after so many layers. */
  public float streamNorm(int layers, int token) {
    return streamNorms[layers][token];
  }

  /** Size of what a layer's feed-forward network adds, as a share of the largest. */
  double added(int layer, int token) {
    return addedNorms[layer][token] / largestAdded;
  }

  /** The weight of a key for a query: of one head, or the mean of all. */
  double attention(int layer, HeadChoice heads, int query, int key) {
    if (!heads.isAll()) {
      return activations.attention(layer, heads.head(), query, key);
    }
    int count = activations.config().numAttentionHeads();
    double sum = 0;
    for (int head = 0; head < count; head++) {
      sum += activations.attention(layer, head, query, key);
    }
    return sum / count;
  }

  /** The vector of a stage. */
  public float[] vector(Spot spot) {
    ModelStage stage = spot.stage();
    if (stage == null) {
      throw new IllegalArgumentException(spot + " has no vector");
    }
    return vectors.computeIfAbsent(
        spot.withIndex(Spot.NO_INDEX),
        absent -> activations.values(stage, spot.layer(), spot.token()));
  }

  /** One number. */
  public float number(Spot spot) {
    return vector(spot)[spot.index()];
  }

  /** The vector of a stage as pixels in the rows of its cells. */
  int[] pixels(Spot spot, VectorCells cells) {
    return pixels.computeIfAbsent(spot, absent -> colours(spot, cells));
  }

  private int[] colours(Spot spot, VectorCells cells) {
    float[] vector = vector(spot);
    double scale = scale(spot);
    int[] argb = new int[cells.rows() * cells.columns()];
    for (int i = 0; i < vector.length; i++) {
      argb[cells.row(i) * cells.columns() + cells.column(i)] = colour(spot, vector[i], scale);
    }
    return argb;
  }

  /** The value that has the strongest colour. */
  double scale(Spot spot) {
    return spot.stage() == ModelStage.ATTENTION_WEIGHTS ? 1 : STRONGEST * rms(vector(spot));
  }

  /** The colour of a number; none where the mask forbids it. */
  static int colour(Spot spot, float value, double scale) {
    if (Float.isInfinite(value)) {
      return 0;
    }
    return spot.stage() == ModelStage.ATTENTION_WEIGHTS
        ? Cividis.argb(value)
        : Diverging.argb(Math.max(-1, Math.min(1, value / scale)));
  }

  /** Root mean square of the finite numbers of a vector; never 0. */
  public static double rms(float[] vector) {
    double sum = 0;
    int count = 0;
    for (float value : vector) {
      if (!Float.isInfinite(value)) {
        sum += (double) value * value;
        count++;
      }
    }
    return Math.max(1e-12, Math.sqrt(sum / Math.max(1, count)));
  }
}
