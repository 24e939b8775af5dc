package gemmalab.inspect.stage;

import gemmalab.model.GemmaConfig;
import gemmalab.model.Intervention;
import gemmalab.model.ModelStage;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What one forward pass of one text computes at every stage, as plain arrays. Immutable. */
public final class Activations {

  private final GemmaConfig config;
  private final Intervention intervention;
  private final String text;
  private final List<TokenColumn> tokens;
  private final Map<ModelStage, float[][]> rows;
  private final List<Prediction> next;
  private final List<List<Prediction>> lens;

  /**
   * Takes ownership of the arrays.
   *
   * @param rows of each stage [layer][T · width]; one layer for a stage outside the layers
   * @param next [token]
   * @param lens [depth][token], depth 0 before the first layer; empty if it was not computed
   */
  Activations(
      GemmaConfig config,
      Intervention intervention,
      String text,
      List<TokenColumn> tokens,
      Map<ModelStage, float[][]> rows,
      List<Prediction> next,
      List<List<Prediction>> lens) {
    this.config = config;
    this.intervention = intervention;
    this.text = text;
    this.tokens = List.copyOf(tokens);
    this.rows = new EnumMap<>(rows);
    this.next = List.copyOf(next);
    this.lens = List.copyOf(lens);
  }

  public GemmaConfig config() {
    return config;
  }

  /** The change to the model under which they were computed. */
  public Intervention intervention() {
    return intervention;
  }

  public int layers() {
    return config.numHiddenLayers();
  }

  public String text() {
    return text;
  }

  /** Number of tokens. */
  public int length() {
    return tokens.size();
  }

  public List<TokenColumn> tokens() {
    return tokens;
  }

  /**
   * The vector of one token at a stage, heads one after the other; scores and weights: for each
   * head, one number per key of the text.
   *
   * @param layer -1 for a stage outside the layers
   */
  public float[] values(ModelStage stage, int layer, int token) {
    if (stage == ModelStage.GELU) {
      return Gelu.ofAll(values(ModelStage.GATE, layer, token));
    }
    int width = stage.width(config, length());
    return Arrays.copyOfRange(row(stage, layer), token * width, (token + 1) * width);
  }

  /** One number of {@link #values}. */
  public float value(ModelStage stage, int layer, int token, int index) {
    return stage == ModelStage.GELU
        ? (float) Gelu.of(value(ModelStage.GATE, layer, token, index))
        : row(stage, layer)[token * stage.width(config, length()) + index];
  }

  /** [T, width] or [T, heads, width]. */
  public int[] shape(ModelStage stage) {
    return stage.shape(config, length());
  }

  /** The residual stream after {@code layer} layers; 0 is the scaled embedding. */
  public float[] stream(int layer, int token) {
    return layer == 0
        ? values(ModelStage.SCALED_EMBEDDING, -1, token)
        : values(ModelStage.FEED_FORWARD_SUM, layer - 1, token);
  }

  /** Root mean square of the residual stream after {@code layer} layers; 0 is the embedding. */
  public float streamNorm(int layer, int token) {
    return rms(stream(layer, token));
  }

  /** Root mean square of what attention or the feed-forward network of a layer adds. */
  public float addedNorm(int layer, boolean feedForward, int token) {
    ModelStage stage =
        feedForward ? ModelStage.POST_FEED_FORWARD_NORM : ModelStage.POST_ATTENTION_NORM;
    return rms(values(stage, layer, token));
  }

  /** The weight with which a query attends to a key; 0 where the mask forbids it. */
  public float attention(int layer, int head, int query, int key) {
    return value(ModelStage.ATTENTION_WEIGHTS, layer, query, head * length() + key);
  }

  /** Whether {@link #lens} has its words; for a large model they come by a call of their own. */
  public boolean hasLens() {
    return !lens.isEmpty();
  }

  /**
   * The word that would come next if the model ended after {@code layer} layers (logit lens); null
   * while it is not computed.
   */
  public @Nullable Prediction lens(int layer, int token) {
    return lens.isEmpty() ? null : lens.get(layer).get(token);
  }

  /** The most probable token after the one at {@code token}. */
  public Prediction next(int token) {
    return next.get(token);
  }

  private static float rms(float[] vector) {
    double sum = 0;
    for (float value : vector) {
      sum += (double) value * value;
    }
    return (float) Math.sqrt(sum / vector.length);
  }

  /** The same with the words of the logit lens [depth][token]. */
  Activations withLens(List<List<Prediction>> words) {
    return new Activations(config, intervention, text, tokens, rows, next, words);
  }

  /** Numbers that it holds. */
  public long size() {
    return ActivationSize.floats(config, length());
  }

  /** How many tokens at the beginning are the same. */
  int sharedWith(Activations other) {
    int most = Math.min(length(), other.length());
    int shared = 0;
    while (shared < most && tokens.get(shared).id() == other.tokens.get(shared).id()) {
      shared++;
    }
    return shared;
  }

  Prediction lensOrThrow(int layer, int token) {
    return lens.get(layer).get(token);
  }

  /** All tokens of a stage, one after the other. */
  private float[] row(ModelStage stage, int layer) {
    if (stage.perLayer() != layer >= 0) {
      throw new IllegalArgumentException(stage + " in layer " + layer);
    }
    float[][] all = rows.get(stage);
    if (all == null) {
      throw new IllegalStateException(stage + " was not recorded");
    }
    return all[Math.max(0, layer)];
  }
}
