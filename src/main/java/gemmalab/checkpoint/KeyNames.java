package gemmalab.checkpoint;

import gemmalab.text.GemmaException;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How a family of checkpoints names its tensors. Inside the app the names are Hugging Face's. */
public enum KeyNames {
  HUGGING_FACE {
    @Override
    public String of(String name) {
      return name;
    }
  },

  /** The reproduction's own names, from its PyTorch modules. */
  ORIGINAL {
    @Override
    public String of(String name) {
      Matcher layer = LAYER.matcher(name);
      String key =
          layer.matches()
              ? "blocks." + layer.group(1) + "." + translated(layer.group(2))
              : translated(name);
      return key;
    }
  };

  private static final Pattern LAYER = Pattern.compile("model\\.layers\\.(\\d+)\\.(.+)");

  private static final Map<String, String> TO_ORIGINAL =
      Map.ofEntries(
          Map.entry("model.embed_tokens.weight", "tok_emb.weight"),
          Map.entry("model.norm.weight", "final_norm.scale"),
          Map.entry("lm_head.weight", "out_head.weight"),
          Map.entry("self_attn.q_proj.weight", "att.W_query.weight"),
          Map.entry("self_attn.k_proj.weight", "att.W_key.weight"),
          Map.entry("self_attn.v_proj.weight", "att.W_value.weight"),
          Map.entry("self_attn.o_proj.weight", "att.out_proj.weight"),
          Map.entry("self_attn.q_norm.weight", "att.q_norm.scale"),
          Map.entry("self_attn.k_norm.weight", "att.k_norm.scale"),
          Map.entry("mlp.gate_proj.weight", "ff.fc1.weight"),
          Map.entry("mlp.up_proj.weight", "ff.fc2.weight"),
          Map.entry("mlp.down_proj.weight", "ff.fc3.weight"),
          Map.entry("input_layernorm.weight", "input_layernorm.scale"),
          Map.entry("post_attention_layernorm.weight", "post_attention_layernorm.scale"),
          Map.entry("pre_feedforward_layernorm.weight", "pre_feedforward_layernorm.scale"),
          Map.entry("post_feedforward_layernorm.weight", "post_feedforward_layernorm.scale"));

  /** The key in this family of a tensor with the given Hugging Face name. */
  public abstract String of(String name);

  /**
   * Tells the family from the keys of a file.
   *
   * @throws GemmaException if they are of no family that the app knows
   */
  static KeyNames recognize(SafetensorsFile file) {
    Set<String> keys = file.entries().keySet();
    for (KeyNames family : values()) {
      if (keys.contains(family.of("model.embed_tokens.weight"))) {
        return family;
      }
    }
    String first = keys.stream().findFirst().orElse("-");
    throw new GemmaException("error.checkpoint.unknownKeys", file.path(), first);
  }

  private static String translated(String name) {
    String key = TO_ORIGINAL.get(name);
    if (key == null) {
      throw new IllegalArgumentException("no such part of the model: " + name);
    }
    return key;
  }
}
