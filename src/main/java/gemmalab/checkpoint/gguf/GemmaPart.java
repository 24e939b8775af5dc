package gemmalab.checkpoint.gguf;

import ai.djl.ndarray.types.Shape;
import gemmalab.model.GemmaConfig;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The tensors of a Gemma 3 model: their names in Hugging Face's files and in GGUF, where {@code #}
 * is a layer's number, and their shapes. GGUF's names are those of {@code llama-arch.cpp} in
 * llama.cpp. A norm's weight is 1 more in GGUF: Gemma multiplies by 1 + weight, llama.cpp by what
 * is stored.
 */
@SuppressWarnings("ImmutableEnumChecker") // the shapes are functions without state
enum GemmaPart {
  EMBEDDING("model.embed_tokens", "token_embd", c -> matrix(c.vocabSize(), c.hiddenSize())),
  BEFORE_ATTENTION("model.layers.#.input_layernorm", "blk.#.attn_norm", GemmaPart::residual),
  QUERY(
      "model.layers.#.self_attn.q_proj",
      "blk.#.attn_q",
      c -> matrix((long) c.numAttentionHeads() * c.headDim(), c.hiddenSize())),
  KEY("model.layers.#.self_attn.k_proj", "blk.#.attn_k", GemmaPart::keyOrValue),
  VALUE("model.layers.#.self_attn.v_proj", "blk.#.attn_v", GemmaPart::keyOrValue),
  QUERY_NORM("model.layers.#.self_attn.q_norm", "blk.#.attn_q_norm", c -> new Shape(c.headDim())),
  KEY_NORM("model.layers.#.self_attn.k_norm", "blk.#.attn_k_norm", c -> new Shape(c.headDim())),
  OUTPUT(
      "model.layers.#.self_attn.o_proj",
      "blk.#.attn_output",
      c -> matrix(c.hiddenSize(), (long) c.numAttentionHeads() * c.headDim())),
  AFTER_ATTENTION(
      "model.layers.#.post_attention_layernorm", "blk.#.post_attention_norm", GemmaPart::residual),
  BEFORE_FEED_FORWARD(
      "model.layers.#.pre_feedforward_layernorm", "blk.#.ffn_norm", GemmaPart::residual),
  GATE("model.layers.#.mlp.gate_proj", "blk.#.ffn_gate", GemmaPart::widening),
  UP("model.layers.#.mlp.up_proj", "blk.#.ffn_up", GemmaPart::widening),
  DOWN(
      "model.layers.#.mlp.down_proj",
      "blk.#.ffn_down",
      c -> matrix(c.hiddenSize(), c.intermediateSize())),
  AFTER_FEED_FORWARD(
      "model.layers.#.post_feedforward_layernorm", "blk.#.post_ffw_norm", GemmaPart::residual),
  FINAL_NORM("model.norm", "output_norm", GemmaPart::residual),
  HEAD("lm_head", "output", c -> matrix(c.vocabSize(), c.hiddenSize()));

  private static final Pattern LAYER = Pattern.compile("blk\\.(\\d+)\\.(.+)");
  private static final Map<String, GemmaPart> BY_GGUF_NAME =
      Arrays.stream(values()).collect(Collectors.toMap(part -> part.gguf, part -> part));

  private final String huggingFace;
  private final String gguf;
  private final Function<GemmaConfig, Shape> shape;

  GemmaPart(String huggingFace, String gguf, Function<GemmaConfig, Shape> shape) {
    this.huggingFace = huggingFace + ".weight";
    this.gguf = gguf + ".weight";
    this.shape = shape;
  }

  /**
   * A part with its layer.
   *
   * @param layer its number, in digits; empty outside of layers
   */
  record Place(GemmaPart part, String layer) {

    String huggingFaceName() {
      return part.huggingFace.replace("#", layer);
    }

    String ggufName() {
      return part.gguf.replace("#", layer);
    }
  }

  /** The part that a tensor in a GGUF file is, if it is one of Gemma's. */
  static Optional<Place> named(String ggufName) {
    Matcher layer = LAYER.matcher(ggufName);
    boolean inLayer = layer.matches();
    String pattern = inLayer ? "blk.#." + layer.group(2) : ggufName;
    return Optional.ofNullable(BY_GGUF_NAME.get(pattern))
        .filter(part -> part.isInLayer() == inLayer)
        .map(part -> new Place(part, inLayer ? layer.group(1) : ""));
  }

  /** The part outside of layers. */
  Place place() {
    return new Place(this, "");
  }

  Place place(int layer) {
    return new Place(this, Integer.toString(layer));
  }

  boolean isInLayer() {
    return gguf.contains("#");
  }

  /** Whether it is stored with 1 added. */
  boolean isNorm() {
    return gguf.endsWith("norm.weight");
  }

  /** The outer dimension first. */
  Shape shape(GemmaConfig config) {
    return shape.apply(config);
  }

  private static Shape matrix(long rows, long columns) {
    return new Shape(rows, columns);
  }

  private static Shape residual(GemmaConfig config) {
    return new Shape(config.hiddenSize());
  }

  private static Shape keyOrValue(GemmaConfig config) {
    return matrix((long) config.numKeyValueHeads() * config.headDim(), config.hiddenSize());
  }

  private static Shape widening(GemmaConfig config) {
    return matrix(config.intermediateSize(), config.hiddenSize());
  }
}
