package gemmalab.inspect.activation;

import static gemmalab.inspect.activation.WrittenOut.single;
import static gemmalab.inspect.activation.WrittenOut.sumOf;

import gemmalab.inspect.stage.Activations;
import gemmalab.inspect.stage.Calculation;
import gemmalab.inspect.stage.Calculation.Given;
import gemmalab.inspect.stage.Gelu;
import gemmalab.inspect.stage.Term;
import gemmalab.model.Gemma3Model;
import gemmalab.model.GemmaConfig;
import gemmalab.model.ModelStage;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes out how one number of a forward pass was computed: its terms with their numbers. The
 * inputs are those of the pass, the weights those of the model now. On the tensor thread.
 */
public final class Calculator {

  private final Activations activations;
  private final GemmaConfig config;
  private final WeightReader weights;
  private final AttentionCells attention;

  public Calculator(Gemma3Model model, Activations activations) {
    this.activations = activations;
    config = activations.config();
    weights = new WeightReader(model, activations);
    attention = new AttentionCells(activations);
  }

  /**
   * The calculation of one cell.
   *
   * @param layer -1 for a stage outside the layers
   * @param index in {@link Activations#values}
   * @param shown most terms that are written out one by one
   */
  public Calculation calculation(ModelStage stage, int layer, int token, int index, int shown) {
    Cell cell = new Cell(activations, stage, layer, token, index);
    return switch (stage) {
      case EMBEDDING -> lookup(cell);
      case SCALED_EMBEDDING ->
          single("scale", "E", cell.of(ModelStage.EMBEDDING), config.embeddingScale());
      case INPUT_NORM, POST_ATTENTION_NORM, PRE_FEED_FORWARD_NORM -> norm(cell);
      case POST_FEED_FORWARD_NORM, FINAL_NORM, NORMED_QUERIES, NORMED_KEYS -> norm(cell);
      case QUERIES, KEYS, VALUES, ATTENTION_OUTPUT -> product(cell, shown);
      case GATE, UP, DOWN, LOGITS -> product(cell, shown);
      case ROTATED_QUERIES, ROTATED_KEYS -> attention.rotation(cell);
      case SCORES -> attention.score(cell, shown);
      case MASKED_SCORES -> attention.mask(cell);
      case ATTENTION_WEIGHTS -> attention.softmax(cell);
      case MIXED_VALUES -> attention.mix(cell, shown);
      case ATTENTION_SUM ->
          sum(
              activations.stream(layer, token)[index],
              "o",
              cell.of(ModelStage.POST_ATTENTION_NORM));
      case FEED_FORWARD_SUM ->
          sum(cell.of(ModelStage.ATTENTION_SUM), "f", cell.of(ModelStage.POST_FEED_FORWARD_NORM));
      case GELU -> single("gelu", "g", cell.of(ModelStage.GATE), share(cell));
      case GATED -> single("gate", "h", Gelu.of(cell.of(ModelStage.GATE)), cell.of(ModelStage.UP));
    };
  }

  private Calculation lookup(Cell cell) {
    int id = activations.tokens().get(cell.token()).id();
    float weight = weights.row(ModelStage.EMBEDDING, -1, id)[cell.index()];
    return single("lookup", "E", weight, 1);
  }

  /** x / rms · (1 + w); QK-norm divides each head by its own root mean square. */
  private Calculation norm(Cell cell) {
    float[] x = cell.input();
    if (cell.skipped()) {
      return single("same", "x", x[cell.index()], 1);
    }
    float[] learned = weights.vector(cell.stage(), cell.layer());
    int size = learned.length;
    int place = cell.index() % size;
    double rms = RmsScale.of(x, cell.index() - place, size, config.rmsNormEps());
    Term term = new Term(String.valueOf(place), x[cell.index()], 1 + learned[place]);
    return sumOf("norm", List.of(term), 1 / rms, List.of(new Given("rms", rms)), 1);
  }

  private Calculation product(Cell cell, int shown) {
    float[] x = cell.input();
    float[] row = weights.row(cell.stage(), cell.layer(), cell.index());
    List<Term> terms = new ArrayList<>();
    for (int i = 0; i < x.length; i++) {
      terms.add(new Term(String.valueOf(i), x[i], row[i]));
    }
    return sumOf("product", terms, 1, List.of(), shown);
  }

  private static Calculation sum(double x, String name, double added) {
    List<Term> terms = List.of(new Term("x", x, 1), new Term(name, added, 1));
    return sumOf("sum", terms, 1, List.of(), terms.size());
  }

  private static double share(Cell cell) {
    return Gelu.share(cell.of(ModelStage.GATE));
  }
}
