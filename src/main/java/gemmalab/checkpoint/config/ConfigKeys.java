package gemmalab.checkpoint.config;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The keys of a {@code config.json}, as data. A key either gives a number of the model, or must
 * have the one value that Gemma 3 text models have, or changes nothing that is computed here; any
 * other is refused by its name.
 */
final class ConfigKeys {

  private ConfigKeys() {}

  /** The original's names of the numbers; {@code n_kv_groups} is its number of key-value heads. */
  static final Map<String, String> ORIGINAL_NAMES =
      Map.ofEntries(
          Map.entry("max_position_embeddings", "context_length"),
          Map.entry("hidden_size", "emb_dim"),
          Map.entry("intermediate_size", "hidden_dim"),
          Map.entry("num_attention_heads", "n_heads"),
          Map.entry("num_key_value_heads", "n_kv_groups"),
          Map.entry("num_hidden_layers", "n_layers"),
          Map.entry("rope_local_base_freq", "rope_local_base"),
          Map.entry("rope_theta", "rope_base"));

  /** Numbers whose names are the same everywhere. */
  static final Set<String> COMPUTED =
      Set.of(
          "vocab_size",
          "head_dim",
          "layer_types",
          "sliding_window",
          "sliding_window_pattern",
          "_sliding_window_pattern",
          "query_pre_attn_scalar",
          "rms_norm_eps",
          "pad_token_id",
          "tie_word_embeddings",
          "rope_scaling",
          "rope_parameters");

  /** Keys that change the computation, and the values with which they leave it as it is. */
  static final Map<String, List<String>> REQUIRED =
      Map.ofEntries(
          Map.entry("model_type", List.of("gemma3_text", "gemma3")),
          Map.entry("hidden_activation", List.of("gelu_pytorch_tanh")),
          Map.entry("hidden_act", List.of("gelu_pytorch_tanh")),
          Map.entry("attention_bias", List.of("false")),
          Map.entry("use_bidirectional_attention", List.of("false")),
          Map.entry("qk_norm", List.of("true")),
          Map.entry("is_encoder_decoder", List.of("false")),
          Map.entry("add_cross_attention", List.of("false")),
          Map.entry("attn_logit_softcapping", List.of()),
          Map.entry("final_logit_softcapping", List.of()),
          Map.entry("quantization_config", List.of()));

  /** Keys of transformers' base class and of tools, which change nothing here. */
  static final Set<String> WITHOUT_EFFECT =
      Set.of(
          "architectures",
          "attention_dropout",
          "attn_implementation",
          "auto_map",
          "begin_suppress_tokens",
          "bos_token_id",
          "cache_implementation",
          "chunk_size_feed_forward",
          "decoder_start_token_id",
          "diversity_penalty",
          "do_sample",
          "dtype",
          "early_stopping",
          "eos_token_id",
          "finetuning_task",
          "forced_bos_token_id",
          "forced_eos_token_id",
          "gradient_checkpointing",
          "id2label",
          "initializer_range",
          "is_decoder",
          "label2id",
          "length_penalty",
          "max_length",
          "max_new_tokens",
          "min_length",
          "model_name",
          "name_or_path",
          "no_repeat_ngram_size",
          "num_beam_groups",
          "num_beams",
          "num_return_sequences",
          "output_attentions",
          "output_hidden_states",
          "output_scores",
          "prefix",
          "problem_type",
          "remove_invalid_values",
          "repetition_penalty",
          "return_dict",
          "return_dict_in_generate",
          "sep_token_id",
          "suppress_tokens",
          "task_specific_params",
          "temperature",
          "tokenizer_class",
          "top_k",
          "top_p",
          "torch_dtype",
          "torchscript",
          "transformers_version",
          "typical_p",
          "unsloth_fixed",
          "unsloth_version",
          "use_bfloat16",
          "use_cache");
}
