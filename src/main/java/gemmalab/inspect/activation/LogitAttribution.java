package gemmalab.inspect.activation;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import gemmalab.inspect.stage.Activations;
import gemmalab.inspect.stage.Attribution;
import gemmalab.inspect.stage.Attribution.Kind;
import gemmalab.inspect.stage.Attribution.Part;
import gemmalab.inspect.stage.LogitTarget;
import gemmalab.inspect.stage.UnitShare;
import gemmalab.model.Gemma3Model;
import gemmalab.model.GemmaConfig;
import gemmalab.model.ModelStage;
import gemmalab.tensor.Scope;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Direct logit attribution (Elhage et al. 2021; TransformerLens): the residual stream is a sum of
 * what the embedding, the heads and the feed-forward networks added to it. With the scale of the
 * final norm held fixed, the logit is linear in the stream, so that it is the sum of their shares:
 *
 * <pre>logit = Σ part · d,   d = (1 + w) / rms · u</pre>
 *
 * where u is the output vector of the word. Gemma 3 normalizes what a layer adds: the share of a
 * head goes through the post-attention norm, and that of a unit through the post-feed-forward norm,
 * with their scales held fixed too. On the tensor thread.
 */
public final class LogitAttribution {

  private final Gemma3Model model;
  private final Activations activations;
  private final GemmaConfig config;
  private final WeightReader weights;
  private final int token;
  private final double[] direction;

  /** Prepares to take a logit apart, with the weights of this moment. */
  public LogitAttribution(Gemma3Model model, Activations activations, LogitTarget target) {
    this.model = model;
    this.activations = activations;
    config = activations.config();
    weights = new WeightReader(model, activations);
    token = target.token();
    float[] stream = activations.stream(activations.layers(), token);
    direction = through(ModelStage.FINAL_NORM, -1, stream, output(target));
  }

  /** The shares of the embedding, of each head and of each feed-forward network. */
  public Attribution parts() {
    List<Part> parts = new ArrayList<>();
    parts.add(new Part(-1, Kind.EMBEDDING, -1, dot(direction, activations.stream(0, token))));
    for (int layer = 0; layer < activations.layers(); layer++) {
      double[] back = beforeOutputProjection(layer);
      float[] mixed = activations.values(ModelStage.MIXED_VALUES, layer, token);
      for (int head = 0; head < config.numAttentionHeads(); head++) {
        int from = head * config.headDim();
        parts.add(new Part(layer, Kind.HEAD, head, dot(back, from, mixed, from)));
      }
      float[] added = activations.values(ModelStage.POST_FEED_FORWARD_NORM, layer, token);
      parts.add(new Part(layer, Kind.FEED_FORWARD, -1, dot(direction, added)));
    }
    return new Attribution(parts, parts.stream().mapToDouble(Part::value).sum());
  }

  /** The share of a head by the token that it took it from; they add up to the head's share. */
  public double[] sources(int layer, int head) {
    double[] shares = new double[activations.length()];
    if (activations.intervention().ablates(layer, head)) {
      return shares;
    }
    double[] back = beforeOutputProjection(layer);
    int keyValueHead = head * config.numKeyValueHeads() / config.numAttentionHeads();
    for (int key = 0; key <= token; key++) {
      float[] values = activations.values(ModelStage.VALUES, layer, key);
      double share = dot(back, head * config.headDim(), values, keyValueHead * config.headDim());
      shares[key] = activations.attention(layer, head, token, key) * share;
    }
    return shares;
  }

  /**
   * The units of a feed-forward network with the largest shares, largest magnitude first; all of
   * them add up to the network's share.
   */
  public List<UnitShare> units(int layer, int count) {
    float[] down = activations.values(ModelStage.DOWN, layer, token);
    double[] before = through(ModelStage.POST_FEED_FORWARD_NORM, layer, down, direction);
    double[] back = backThrough(ModelStage.DOWN, layer, before);
    float[] units = activations.values(ModelStage.GATED, layer, token);
    return IntStream.range(0, units.length)
        .mapToObj(unit -> new UnitShare(unit, units[unit], units[unit] * back[unit]))
        .sorted(Comparator.comparingDouble((UnitShare unit) -> -Math.abs(unit.value())))
        .limit(count)
        .toList();
  }

  /** What a mixed value is multiplied by on its way to the logit, [H · D]. */
  private double[] beforeOutputProjection(int layer) {
    float[] output = activations.values(ModelStage.ATTENTION_OUTPUT, layer, token);
    double[] before = through(ModelStage.POST_ATTENTION_NORM, layer, output, direction);
    return backThrough(ModelStage.ATTENTION_OUTPUT, layer, before);
  }

  /** A direction after a norm, as one before it; the norm's scale is that of the input x. */
  private double[] through(ModelStage norm, int layer, float[] x, double[] after) {
    if (activations.intervention().skips(norm, layer)) {
      return after;
    }
    float[] learned = weights.vector(norm, layer);
    double rms = RmsScale.of(x, 0, x.length, config.rmsNormEps());
    double[] before = new double[after.length];
    for (int i = 0; i < before.length; i++) {
      before[i] = after[i] * (1 + learned[i]) / rms;
    }
    return before;
  }

  /** A direction after a matrix product y = W x, as one before it: Wᵀ d. */
  private double[] backThrough(ModelStage stage, int layer, double[] after) {
    float[] row = new float[after.length];
    for (int i = 0; i < row.length; i++) {
      row[i] = (float) after[i];
    }
    try (Scope scope = Scope.within(model.manager())) {
      NDArray d = scope.manager().create(row, new Shape(1, row.length));
      float[] back = d.matMul(weights.array(stage, layer)).toFloatArray();
      return IntStream.range(0, back.length).mapToDouble(i -> back[i]).toArray();
    }
  }

  /** The output vector of the word, less that of the other word. */
  private double[] output(LogitTarget target) {
    float[] word = weights.row(ModelStage.LOGITS, -1, target.wordId());
    float[] other =
        target.isDifference()
            ? weights.row(ModelStage.LOGITS, -1, target.otherId())
            : new float[word.length];
    return IntStream.range(0, word.length).mapToDouble(i -> (double) word[i] - other[i]).toArray();
  }

  private static double dot(double[] d, float[] x) {
    return dot(d, 0, x, 0, x.length);
  }

  /** The product over one head. */
  private double dot(double[] d, int fromD, float[] x, int fromX) {
    return dot(d, fromD, x, fromX, config.headDim());
  }

  private static double dot(double[] d, int fromD, float[] x, int fromX, int size) {
    double sum = 0;
    for (int i = 0; i < size; i++) {
      sum += d[fromD + i] * x[fromX + i];
    }
    return sum;
  }
}
