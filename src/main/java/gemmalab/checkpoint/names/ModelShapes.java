package gemmalab.checkpoint.names;

import ai.djl.ndarray.types.Shape;
import gemmalab.model.GemmaConfig;
import java.util.LinkedHashMap;
import java.util.Map;

/** The tensors that a model has by its configuration, without making one. */
public final class ModelShapes {

  private ModelShapes() {}

  /** Name and shape of each tensor, in the order of the model's parts. */
  public static Map<String, Shape> of(GemmaConfig config) {
    Map<String, Shape> shapes = new LinkedHashMap<>();
    Shape table = new Shape(config.vocabSize(), config.hiddenSize());
    shapes.put("model.embed_tokens.weight", table);
    for (int layer = 0; layer < config.numHiddenLayers(); layer++) {
      addLayer(shapes, "model.layers." + layer + ".", config);
    }
    shapes.put("model.norm.weight", new Shape(config.hiddenSize()));
    if (!config.tieWordEmbeddings()) {
      shapes.put("lm_head.weight", table);
    }
    return shapes;
  }

  private static void addLayer(Map<String, Shape> shapes, String layer, GemmaConfig config) {
    long hidden = config.hiddenSize();
    long queries = (long) config.numAttentionHeads() * config.headDim();
    long keys = (long) config.numKeyValueHeads() * config.headDim();
    Shape norm = new Shape(hidden);
    Shape up = new Shape(config.intermediateSize(), hidden);
    shapes.put(layer + "input_layernorm.weight", norm);
    shapes.put(layer + "self_attn.q_proj.weight", new Shape(queries, hidden));
    shapes.put(layer + "self_attn.k_proj.weight", new Shape(keys, hidden));
    shapes.put(layer + "self_attn.v_proj.weight", new Shape(keys, hidden));
    shapes.put(layer + "self_attn.o_proj.weight", new Shape(hidden, queries));
    shapes.put(layer + "self_attn.q_norm.weight", new Shape(config.headDim()));
    shapes.put(layer + "self_attn.k_norm.weight", new Shape(config.headDim()));
    shapes.put(layer + "post_attention_layernorm.weight", norm);
    shapes.put(layer + "pre_feedforward_layernorm.weight", norm);
    shapes.put(layer + "mlp.gate_proj.weight", up);
    shapes.put(layer + "mlp.up_proj.weight", up);
    shapes.put(layer + "mlp.down_proj.weight", new Shape(hidden, config.intermediateSize()));
    shapes.put(layer + "post_feedforward_layernorm.weight", norm);
  }
}
