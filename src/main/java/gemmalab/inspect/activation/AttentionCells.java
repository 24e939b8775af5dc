package gemmalab.inspect.activation;

import static gemmalab.inspect.activation.WrittenOut.forbidden;
import static gemmalab.inspect.activation.WrittenOut.single;
import static gemmalab.inspect.activation.WrittenOut.sumOf;

import gemmalab.inspect.stage.Activations;
import gemmalab.inspect.stage.Calculation;
import gemmalab.inspect.stage.Calculation.Given;
import gemmalab.inspect.stage.Term;
import gemmalab.model.GemmaConfig;
import gemmalab.model.LayerType;
import gemmalab.model.ModelStage;
import java.util.ArrayList;
import java.util.List;

/** Writes out the calculations inside attention, between queries and mixed values. */
final class AttentionCells {

  private final Activations activations;
  private final GemmaConfig config;

  AttentionCells(Activations activations) {
    this.activations = activations;
    config = activations.config();
  }

  /** Pair (i, i + D/2) of a head, rotated by position · base^(-2i/D). */
  Calculation rotation(Cell cell) {
    float[] x = cell.input();
    if (cell.skipped()) {
      return single("same", "x", x[cell.index()], 1);
    }
    int half = config.headDim() / 2;
    int pair = cell.index() % half;
    boolean first = cell.index() % config.headDim() < half;
    int partner = first ? cell.index() + half : cell.index() - half;
    double angle = angle(cell.layer(), cell.token(), pair);
    double sine = first ? -Math.sin(angle) : Math.sin(angle);
    List<Term> terms =
        List.of(
            new Term(String.valueOf(cell.index()), x[cell.index()], Math.cos(angle)),
            new Term(String.valueOf(partner), x[partner], sine));
    Given given = new Given("θ", angle);
    return sumOf("rotation", terms, 1, List.of(given), terms.size());
  }

  /** In radians, rounded as the model rounds. */
  private double angle(int layer, int position, int pair) {
    LayerType type = config.layerTypes().get(layer);
    double base = activations.intervention().ropeBase(config, type);
    float power = (float) Math.pow(base, (float) (2 * pair) / config.headDim());
    float frequency = 1 / (float) (power * config.ropeFactor(type));
    return position * frequency;
  }

  /** q · k times the scale; query heads share a key-value head. */
  Calculation score(Cell cell, int shown) {
    int key = cell.index() % activations.length();
    int head = cell.index() / activations.length();
    float[] query = cell.vector(ModelStage.ROTATED_QUERIES);
    float[] keys = activations.values(ModelStage.ROTATED_KEYS, cell.layer(), key);
    int dim = config.headDim();
    List<Term> terms = new ArrayList<>();
    for (int i = 0; i < dim; i++) {
      float a = query[head * dim + i];
      float b = keys[keyValueHead(head) * dim + i];
      terms.add(new Term(String.valueOf(i), a, b));
    }
    double scale = activations.intervention().attentionScale(config);
    return sumOf("score", terms, scale, List.of(), shown);
  }

  /** The score itself, or minus infinity. */
  Calculation mask(Cell cell) {
    int key = cell.index() % activations.length();
    int window = activations.intervention().window(config, cell.layer());
    Given distance = new Given("distance", cell.token() - key);
    Given reach = new Given("window", window);
    return key <= cell.token() && key > cell.token() - window
        ? single("masked", "s", cell.of(ModelStage.SCORES), 1, distance, reach)
        : forbidden(distance, reach);
  }

  /** exp(s - largest) / Σ exp(s - largest): the largest score is subtracted first. */
  Calculation softmax(Cell cell) {
    int length = activations.length();
    int from = cell.index() / length * length;
    float[] scores = cell.vector(ModelStage.MASKED_SCORES);
    double largest = Double.NEGATIVE_INFINITY;
    for (int key = 0; key < length; key++) {
      largest = Math.max(largest, scores[from + key]);
    }
    double sum = 0;
    for (int key = 0; key < length; key++) {
      sum += Math.exp(scores[from + key] - largest);
    }
    double power = Math.exp(scores[cell.index()] - largest);
    return sumOf(
        "softmax",
        List.of(new Term("exp", power, 1)),
        1 / sum,
        List.of(
            new Given("s", scores[cell.index()]), new Given("max", largest), new Given("Σ", sum)),
        1);
  }

  /** The values of the keys that the query attends to, weighted. */
  Calculation mix(Cell cell, int shown) {
    int dim = config.headDim();
    int head = cell.index() / dim;
    int place = keyValueHead(head) * dim + cell.index() % dim;
    List<Term> terms = new ArrayList<>();
    for (int key = 0; key <= cell.token(); key++) {
      float weight = activations.attention(cell.layer(), head, cell.token(), key);
      float value = activations.value(ModelStage.VALUES, cell.layer(), key, place);
      if (weight > 0) {
        terms.add(new Term(activations.tokens().get(key).label(), weight, value));
      }
    }
    boolean ablated = activations.intervention().ablates(cell.layer(), head);
    return sumOf("mix", terms, ablated ? 0 : 1, List.of(), shown);
  }

  private int keyValueHead(int head) {
    return head * config.numKeyValueHeads() / config.numAttentionHeads();
  }
}
