package gemmalab.inspect;

import gemmalab.model.GemmaConfig;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A model as PyTorch prints it: each module with its type, arguments and children.
 *
 * @param type class name
 * @param numbers text in its brackets; empty for a container
 * @param copies number of equal modules in a row, as in a list of layers
 */
public record ModuleTree(
    String type, String numbers, int copies, Map<String, ModuleTree> children) {

  /** A tied model is Google's and Hugging Face's, an untied one the reproduction's. */
  public static ModuleTree of(GemmaConfig config) {
    return config.tieWordEmbeddings() ? huggingFace(config) : original(config);
  }

  /** The tree of Hugging Face's {@code Gemma3ForCausalLM}. */
  public static ModuleTree huggingFace(GemmaConfig config) {
    int width = config.hiddenSize();
    String norm = "(" + width + ",), eps=1e-06";
    ModuleTree layer =
        node("Gemma3DecoderLayer")
            .with("self_attn", huggingFaceAttention(config))
            .with(
                "mlp",
                node("Gemma3MLP")
                    .with("gate_proj", linear(width, config.intermediateSize()))
                    .with("up_proj", linear(width, config.intermediateSize()))
                    .with("down_proj", linear(config.intermediateSize(), width))
                    .with("act_fn", leaf("PytorchGELUTanh", "")))
            .with("input_layernorm", leaf("Gemma3RMSNorm", norm))
            .with("post_attention_layernorm", leaf("Gemma3RMSNorm", norm))
            .with("pre_feedforward_layernorm", leaf("Gemma3RMSNorm", norm))
            .with("post_feedforward_layernorm", leaf("Gemma3RMSNorm", norm));
    String embedding = config.vocabSize() + ", " + width + ", padding_idx=0";
    return node("Gemma3ForCausalLM")
        .with(
            "model",
            node("Gemma3TextModel")
                .with("embed_tokens", leaf("Gemma3TextScaledWordEmbedding", embedding))
                .with("layers", list(layer, config.numHiddenLayers()))
                .with("norm", leaf("Gemma3RMSNorm", norm))
                .with("rotary_emb", leaf("Gemma3RotaryEmbedding", ""))
                .with("rotary_emb_local", leaf("Gemma3RotaryEmbedding", "")))
        .with("lm_head", linear(width, config.vocabSize()));
  }

  private static ModuleTree huggingFaceAttention(GemmaConfig config) {
    int width = config.hiddenSize();
    int queries = config.numAttentionHeads() * config.headDim();
    int keys = config.numKeyValueHeads() * config.headDim();
    String norm = "(" + config.headDim() + ",), eps=1e-06";
    return node("Gemma3Attention")
        .with("q_proj", linear(width, queries))
        .with("k_proj", linear(width, keys))
        .with("v_proj", linear(width, keys))
        .with("o_proj", linear(queries, width))
        .with("q_norm", leaf("Gemma3RMSNorm", norm))
        .with("k_norm", leaf("Gemma3RMSNorm", norm));
  }

  /** The tree of the reproduction's own {@code Gemma3Model}. */
  public static ModuleTree original(GemmaConfig config) {
    int width = config.hiddenSize();
    int queries = config.numAttentionHeads() * config.headDim();
    int keys = config.numKeyValueHeads() * config.headDim();
    ModuleTree norm = leaf("RMSNorm", "");
    ModuleTree block =
        node("TransformerBlock")
            .with(
                "att",
                node("GroupedQueryAttention")
                    .with("W_query", linear(width, queries))
                    .with("W_key", linear(width, keys))
                    .with("W_value", linear(width, keys))
                    .with("out_proj", linear(queries, width))
                    .with("q_norm", norm)
                    .with("k_norm", norm))
            .with(
                "ff",
                node("FeedForward")
                    .with("fc1", linear(width, config.intermediateSize()))
                    .with("fc2", linear(width, config.intermediateSize()))
                    .with("fc3", linear(config.intermediateSize(), width)))
            .with("input_layernorm", norm)
            .with("post_attention_layernorm", norm)
            .with("pre_feedforward_layernorm", norm)
            .with("post_feedforward_layernorm", norm);
    return node("Gemma3Model")
        .with("tok_emb", leaf("Embedding", config.vocabSize() + ", " + width))
        .with("blocks", list(block, config.numHiddenLayers()))
        .with("final_norm", norm)
        .with("out_head", linear(width, config.vocabSize()));
  }

  /**
   * A line of the printed tree.
   *
   * @param name of its module, as its parent calls it; empty for the whole
   */
  public record Line(String text, String name) {}

  /** The text that PyTorch's {@code print(model)} gives. */
  public String print() {
    return lines().stream().map(Line::text).collect(Collectors.joining("\n"));
  }

  /** The same line by line; a closing bracket is of the module that it closes. */
  public List<Line> lines() {
    List<Line> lines = new ArrayList<>();
    print(lines, "", "", "");
    return List.copyOf(lines);
  }

  private void print(List<Line> lines, String indent, String name, String label) {
    String head = indent + label + type + "(" + numbers;
    if (children.isEmpty()) {
      lines.add(new Line(head + ")", name));
      return;
    }
    lines.add(new Line(head, name));
    children.forEach(
        (childName, child) -> {
          String times = child.copies > 1 ? child.copies + " x " : "";
          child.print(lines, indent + "  ", childName, "(" + childName + "): " + times);
        });
    lines.add(new Line(indent + ")", name));
  }

  private static ModuleTree node(String type) {
    return new ModuleTree(type, "", 1, new LinkedHashMap<>());
  }

  private static ModuleTree leaf(String type, String numbers) {
    return new ModuleTree(type, numbers, 1, Map.of());
  }

  private static ModuleTree linear(int in, int out) {
    return leaf("Linear", "in_features=" + in + ", out_features=" + out + ", bias=False");
  }

  private static ModuleTree list(ModuleTree module, int copies) {
    String name = copies == 1 ? "0" : "0-" + (copies - 1);
    return node("ModuleList")
        .with(name, new ModuleTree(module.type, module.numbers, copies, module.children));
  }

  private ModuleTree with(String name, ModuleTree child) {
    Map<String, ModuleTree> all = new LinkedHashMap<>(children);
    all.put(name, child);
    return new ModuleTree(type, numbers, copies, all);
  }
}
