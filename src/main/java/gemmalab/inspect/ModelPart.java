package gemmalab.inspect;

import gemmalab.model.GemmaConfig;
import gemmalab.model.LayerType;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A block of the model as the diagram shows it.
 *
 * @param kind kind of block; key of its name and description in the texts
 * @param layer index of its layer; -1 outside the layers
 * @param type type of that layer; null outside the layers
 * @param shape shape of its output, in letters and numbers
 * @param parameters number of parameters
 * @param weights its weights by Hugging Face's names, with their shapes
 * @param source name of its Java source file
 * @param children blocks inside it, in the order of the data flow
 */
public record ModelPart(
    Kind kind,
    int layer,
    @Nullable LayerType type,
    String shape,
    long parameters,
    List<WeightShape> weights,
    String source,
    List<ModelPart> children) {

  /** The kinds of blocks; each is a class of {@code gemmalab.model}. */
  public enum Kind {
    MODEL,
    EMBEDDING,
    LAYER,
    NORM,
    ATTENTION,
    FEED_FORWARD,
    HEAD
  }

  /** A weight: its name, shape and number of parameters. */
  public record WeightShape(String name, List<Long> shape, long count) {}

  /** The blocks of a model, from tokens to logits. */
  public static ModelPart of(GemmaConfig config) {
    String stream = "[B, T, " + config.hiddenSize() + "]";
    List<ModelPart> parts = new ArrayList<>();
    parts.add(
        part(
            Kind.EMBEDDING,
            stream,
            "TokenEmbedding.java",
            weight("model.embed_tokens.weight", config.vocabSize(), config.hiddenSize())));
    for (int layer = 0; layer < config.numHiddenLayers(); layer++) {
      parts.add(layer(config, layer, stream));
    }
    parts.add(
        part(Kind.NORM, stream, "RmsNorm.java", weight("model.norm.weight", config.hiddenSize())));
    parts.add(head(config));
    long all = parts.stream().mapToLong(ModelPart::parameters).sum();
    String logits = "[B, T, " + config.vocabSize() + "]";
    return new ModelPart(Kind.MODEL, -1, null, logits, all, List.of(), "Gemma3Model.java", parts);
  }

  /** With tied weights the LM head has no parameters of its own. */
  private static ModelPart head(GemmaConfig config) {
    String logits = "[B, T, " + config.vocabSize() + "]";
    return config.tieWordEmbeddings()
        ? part(Kind.HEAD, logits, "TokenEmbedding.java")
        : part(
            Kind.HEAD,
            logits,
            "Linear.java",
            weight("lm_head.weight", config.vocabSize(), config.hiddenSize()));
  }

  private static ModelPart layer(GemmaConfig config, int layer, String stream) {
    int width = config.hiddenSize();
    int queries = config.numAttentionHeads() * config.headDim();
    int keys = config.numKeyValueHeads() * config.headDim();
    String prefix = "model.layers." + layer + ".";
    ModelPart attention =
        part(
            Kind.ATTENTION,
            stream,
            "GroupedQueryAttention.java",
            weight(prefix + "self_attn.q_proj.weight", queries, width),
            weight(prefix + "self_attn.k_proj.weight", keys, width),
            weight(prefix + "self_attn.v_proj.weight", keys, width),
            weight(prefix + "self_attn.o_proj.weight", width, queries),
            weight(prefix + "self_attn.q_norm.weight", config.headDim()),
            weight(prefix + "self_attn.k_norm.weight", config.headDim()));
    ModelPart feedForward =
        part(
            Kind.FEED_FORWARD,
            stream,
            "FeedForward.java",
            weight(prefix + "mlp.gate_proj.weight", config.intermediateSize(), width),
            weight(prefix + "mlp.up_proj.weight", config.intermediateSize(), width),
            weight(prefix + "mlp.down_proj.weight", width, config.intermediateSize()));
    List<ModelPart> parts =
        List.of(
            norm(prefix + "input_layernorm.weight", width, stream),
            attention,
            norm(prefix + "post_attention_layernorm.weight", width, stream),
            norm(prefix + "pre_feedforward_layernorm.weight", width, stream),
            feedForward,
            norm(prefix + "post_feedforward_layernorm.weight", width, stream));
    LayerType type = config.layerTypes().get(layer);
    List<ModelPart> placed = parts.stream().map(part -> part.in(layer, type)).toList();
    long all = placed.stream().mapToLong(ModelPart::parameters).sum();
    return new ModelPart(
        Kind.LAYER, layer, type, stream, all, List.of(), "TransformerBlock.java", placed);
  }

  private static ModelPart norm(String name, int width, String stream) {
    return part(Kind.NORM, stream, "RmsNorm.java", weight(name, width));
  }

  private static ModelPart part(Kind kind, String shape, String source, WeightShape... weights) {
    List<WeightShape> all = List.of(weights);
    long count = all.stream().mapToLong(WeightShape::count).sum();
    return new ModelPart(kind, -1, null, shape, count, all, source, List.of());
  }

  private static WeightShape weight(String name, long... shape) {
    long count = 1;
    List<Long> sizes = new ArrayList<>();
    for (long size : shape) {
      count *= size;
      sizes.add(size);
    }
    return new WeightShape(name, sizes, count);
  }

  private ModelPart in(int newLayer, LayerType newType) {
    return new ModelPart(kind, newLayer, newType, shape, parameters, weights, source, children);
  }
}
