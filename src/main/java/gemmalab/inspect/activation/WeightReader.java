package gemmalab.inspect.activation;

import ai.djl.ndarray.NDArray;
import gemmalab.inspect.stage.Activations;
import gemmalab.model.Gemma3Model;
import gemmalab.model.ModelStage;
import gemmalab.model.Weight;
import java.util.Map;

/** Copies rows of a model's weights. On the tensor thread. */
final class WeightReader {

  private static final String EMBEDDING = "model.embed_tokens.weight";

  private final Map<String, Weight> weights;
  private final String head;

  /** For activations of the same model. */
  WeightReader(Gemma3Model model, Activations activations) {
    if (!model.config().equals(activations.config())) {
      throw new IllegalArgumentException("the activations are of another model");
    }
    weights = model.namedWeights();
    head = model.config().tieWordEmbeddings() ? EMBEDDING : "lm_head.weight";
  }

  /** A row of the matrix that a stage multiplies by: one weight for each input. */
  float[] row(ModelStage stage, int layer, int row) {
    try (NDArray copy = array(stage, layer).get(row)) {
      return copy.toFloatArray();
    }
  }

  /** The learned vector of a norm. */
  float[] vector(ModelStage stage, int layer) {
    return array(stage, layer).toFloatArray();
  }

  /** The weight of a stage; it belongs to the model. */
  NDArray array(ModelStage stage, int layer) {
    String name = name(stage, layer);
    Weight weight = weights.get(name);
    if (weight == null) {
      throw new IllegalArgumentException("no weight " + name);
    }
    return weight.array();
  }

  private String name(ModelStage stage, int layer) {
    String prefix = "model.layers." + layer + ".";
    return switch (stage) {
      case EMBEDDING -> EMBEDDING;
      case INPUT_NORM -> prefix + "input_layernorm.weight";
      case QUERIES -> prefix + "self_attn.q_proj.weight";
      case KEYS -> prefix + "self_attn.k_proj.weight";
      case VALUES -> prefix + "self_attn.v_proj.weight";
      case NORMED_QUERIES -> prefix + "self_attn.q_norm.weight";
      case NORMED_KEYS -> prefix + "self_attn.k_norm.weight";
      case ATTENTION_OUTPUT -> prefix + "self_attn.o_proj.weight";
      case POST_ATTENTION_NORM -> prefix + "post_attention_layernorm.weight";
      case PRE_FEED_FORWARD_NORM -> prefix + "pre_feedforward_layernorm.weight";
      case GATE -> prefix + "mlp.gate_proj.weight";
      case UP -> prefix + "mlp.up_proj.weight";
      case DOWN -> prefix + "mlp.down_proj.weight";
      case POST_FEED_FORWARD_NORM -> prefix + "post_feedforward_layernorm.weight";
      case FINAL_NORM -> "model.norm.weight";
      case LOGITS -> head;
      default -> throw new IllegalArgumentException(stage + " has no weight");
    };
  }
}
