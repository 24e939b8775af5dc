package gemmalab.inspect.module;

import gemmalab.model.GemmaConfig;
import gemmalab.model.ModelStage;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A module of the model, whatever a family calls it: the {@code q_proj} of Hugging Face is the
 * {@code W_query} of the reproduction.
 *
 * <p>Shapes are in letters of the papers: V vocabulary, C hidden size, F feed-forward size, D head
 * dimension; weights are [out, in] as PyTorch keeps them.
 */
public enum ModelModule {
  MODEL("", "model", ModelStage.LOGITS, false),
  /** [V, C]. */
  EMBEDDING("embed_tokens", "tok_emb", ModelStage.SCALED_EMBEDDING, false),
  LAYERS("layers", "blocks", ModelStage.FEED_FORWARD_SUM, false),
  LAYER("0", "0", ModelStage.FEED_FORWARD_SUM, true),
  ATTENTION("self_attn", "att", ModelStage.ATTENTION_OUTPUT, true),
  /** [query heads · D, C]. */
  QUERY("q_proj", "W_query", ModelStage.QUERIES, true),
  /** [key-value heads · D, C]. */
  KEY("k_proj", "W_key", ModelStage.KEYS, true),
  /** [key-value heads · D, C]. */
  VALUE("v_proj", "W_value", ModelStage.VALUES, true),
  /** [C, query heads · D]. */
  OUTPUT("o_proj", "out_proj", ModelStage.ATTENTION_OUTPUT, true),
  /** [D]. */
  QUERY_NORM("q_norm", "q_norm", ModelStage.NORMED_QUERIES, true),
  /** [D]. */
  KEY_NORM("k_norm", "k_norm", ModelStage.NORMED_KEYS, true),
  FEED_FORWARD("mlp", "ff", ModelStage.DOWN, true),
  /** [F, C]. */
  GATE("gate_proj", "fc1", ModelStage.GATE, true),
  /** [F, C]. */
  UP("up_proj", "fc2", ModelStage.UP, true),
  /** [C, F]. */
  DOWN("down_proj", "fc3", ModelStage.DOWN, true),
  /** Without weights; the reproduction calls a function instead. */
  ACTIVATION("act_fn", "", ModelStage.GELU, true),
  /** [C], as the three after it. */
  INPUT_NORM("input_layernorm", "input_layernorm", ModelStage.INPUT_NORM, true),
  POST_ATTENTION_NORM(
      "post_attention_layernorm", "post_attention_layernorm", ModelStage.POST_ATTENTION_NORM, true),
  PRE_FEED_FORWARD_NORM(
      "pre_feedforward_layernorm",
      "pre_feedforward_layernorm",
      ModelStage.PRE_FEED_FORWARD_NORM,
      true),
  POST_FEED_FORWARD_NORM(
      "post_feedforward_layernorm",
      "post_feedforward_layernorm",
      ModelStage.POST_FEED_FORWARD_NORM,
      true),
  /** [C]. */
  FINAL_NORM("norm", "final_norm", ModelStage.FINAL_NORM, false),
  /** Tables of angles, no weights; the reproduction keeps them outside its modules. */
  ROTARY_GLOBAL("rotary_emb", "", ModelStage.ROTATED_QUERIES, false),
  ROTARY_LOCAL("rotary_emb_local", "", ModelStage.ROTATED_QUERIES, false),
  /** [V, C]; with tied weights the embedding's own. */
  HEAD("lm_head", "out_head", ModelStage.LOGITS, false);

  private final String huggingFace;
  private final String original;
  private final ModelStage output;
  private final boolean perLayer;

  ModelModule(String huggingFace, String original, ModelStage output, boolean perLayer) {
    this.huggingFace = huggingFace;
    this.original = original;
    this.output = output;
    this.perLayer = perLayer;
  }

  /**
   * The module that a line of a tree is of.
   *
   * @param name as one of the families calls it; {@code 0-17} is the layer
   */
  public static ModelModule named(String name) {
    if (name.isEmpty()) {
      return MODEL;
    }
    if (Character.isDigit(name.charAt(0))) {
      return LAYER;
    }
    return Arrays.stream(values())
        .filter(module -> module.huggingFace.equals(name) || module.original.equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException(name));
  }

  /** The modules that have weights, in the order of the data; they make up the model. */
  public static List<ModelModule> withWeights(GemmaConfig config) {
    return Arrays.stream(values()).filter(module -> !module.weight(config).isEmpty()).toList();
  }

  /** Key of its name in the messages; with {@code .about} that of its explanation. */
  public String key() {
    return "module." + name().toLowerCase(Locale.ROOT);
  }

  /** Whether it occurs once in each layer. */
  public boolean perLayer() {
    return perLayer;
  }

  /** How many of it a model has. */
  public int copies(GemmaConfig config) {
    return perLayer ? config.numHiddenLayers() : 1;
  }

  /** The shape of its own weight; empty for a container and for what has no weight. */
  public List<Integer> weight(GemmaConfig config) {
    int hidden = config.hiddenSize();
    int queries = config.numAttentionHeads() * config.headDim();
    int keys = config.numKeyValueHeads() * config.headDim();
    return switch (this) {
      case EMBEDDING, HEAD -> List.of(config.vocabSize(), hidden);
      case QUERY -> List.of(queries, hidden);
      case KEY, VALUE -> List.of(keys, hidden);
      case OUTPUT -> List.of(hidden, queries);
      case QUERY_NORM, KEY_NORM -> List.of(config.headDim());
      case GATE, UP -> List.of(config.intermediateSize(), hidden);
      case DOWN -> List.of(hidden, config.intermediateSize());
      case INPUT_NORM,
          POST_ATTENTION_NORM,
          PRE_FEED_FORWARD_NORM,
          POST_FEED_FORWARD_NORM,
          FINAL_NORM ->
          List.of(hidden);
      case MODEL, LAYERS, LAYER, ATTENTION, FEED_FORWARD, ACTIVATION, ROTARY_GLOBAL, ROTARY_LOCAL ->
          List.of();
    };
  }

  /** Whether its weight is that of the embedding. */
  public boolean isShared(GemmaConfig config) {
    return this == HEAD && config.tieWordEmbeddings();
  }

  /** Parameters of all its copies; of a container, those inside it. Tied ones count once. */
  public long parameters(GemmaConfig config) {
    List<ModelModule> inside = inside();
    if (!inside.isEmpty()) {
      return inside.stream().mapToLong(module -> module.parameters(config)).sum();
    }
    List<Integer> weight = weight(config);
    if (weight.isEmpty() || isShared(config)) {
      return 0;
    }
    return weight.stream().mapToLong(Integer::longValue).reduce(copies(config), (a, b) -> a * b);
  }

  /** The shape of what it gives for {@code batch} texts of {@code length} tokens. */
  public List<Integer> output(GemmaConfig config, int batch, int length) {
    return Stream.concat(Stream.of(batch), IntStream.of(output.shape(config, length)).boxed())
        .toList();
  }

  private List<ModelModule> inside() {
    return switch (this) {
      case MODEL -> List.of(EMBEDDING, LAYERS, FINAL_NORM, HEAD);
      case LAYERS, LAYER ->
          List.of(
              ATTENTION,
              FEED_FORWARD,
              INPUT_NORM,
              POST_ATTENTION_NORM,
              PRE_FEED_FORWARD_NORM,
              POST_FEED_FORWARD_NORM);
      case ATTENTION -> List.of(QUERY, KEY, VALUE, OUTPUT, QUERY_NORM, KEY_NORM);
      case FEED_FORWARD -> List.of(GATE, UP, DOWN);
      default -> List.of();
    };
  }
}
