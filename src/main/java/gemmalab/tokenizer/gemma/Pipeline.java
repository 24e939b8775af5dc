package gemmalab.tokenizer.gemma;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import gemmalab.text.GemmaException;
import java.nio.file.Path;
import java.util.Map;

/**
 * What a {@code tokenizer.json} may ask for: each setting with the values that it may have. {@code
 * null} stands for a setting that is not there, too. Every other one is refused by its name: it
 * could change the tokens of a text.
 */
record Pipeline(JsonObject allowed) {

  /**
   * Gemma's. Spaces are gone before the text is split at them, so that it may as well not be split;
   * and with a token of each byte nothing is ever unknown.
   */
  static final Pipeline GEMMA =
      of(
          """
          {
            "version": [null, "1.0"],
            "truncation": [null],
            "padding": [null],
            "normalizer": [{"type": "Replace", "pattern": {"String": " "}, "content": "▁"}],
            "pre_tokenizer": [
              null,
              {"type": "Split", "pattern": {"String": " "},
               "behavior": "MergedWithPrevious", "invert": false}
            ],
            "decoder": [
              {"type": "Sequence", "decoders": [
                {"type": "Replace", "pattern": {"String": "▁"}, "content": " "},
                {"type": "ByteFallback"},
                {"type": "Fuse"}
              ]}
            ],
            "model.type": [null, "BPE"],
            "model.dropout": [null, 0],
            "model.unk_token": [null, "<unk>"],
            "model.continuing_subword_prefix": [null, ""],
            "model.end_of_word_suffix": [null, ""],
            "model.fuse_unk": [null, true, false],
            "model.byte_fallback": [true],
            "model.ignore_merges": [null, true, false]
          }
          """);

  /** GPT-2's, as the app writes it and as OpenAI's was converted. */
  static final Pipeline GPT2 =
      of(
          """
          {
            "version": [null, "1.0"],
            "truncation": [null],
            "padding": [null],
            "normalizer": [null],
            "pre_tokenizer": [{"type": "ByteLevel", "add_prefix_space": false}],
            "post_processor": [
              null,
              {"type": "ByteLevel", "add_prefix_space": true},
              {"type": "ByteLevel", "add_prefix_space": false}
            ],
            "decoder": [
              {"type": "ByteLevel", "add_prefix_space": true},
              {"type": "ByteLevel", "add_prefix_space": false}
            ],
            "model.type": [null, "BPE"],
            "model.dropout": [null, 0],
            "model.unk_token": [null, "<|endoftext|>"],
            "model.continuing_subword_prefix": [null, ""],
            "model.end_of_word_suffix": [null, ""],
            "model.fuse_unk": [null, true, false],
            "model.byte_fallback": [null, false],
            "model.ignore_merges": [null, false]
          }
          """);

  private static final JsonPrimitive TRUE = new JsonPrimitive(true);
  private static final int SHOWN = 80; // characters

  private static Pipeline of(String json) {
    return new Pipeline(JsonParser.parseString(json).getAsJsonObject());
  }

  /**
   * Checks the settings of a file.
   *
   * @throws GemmaException that names the first one that is not allowed
   */
  void check(Path path, Map<String, JsonElement> settings) {
    settings.forEach((key, value) -> require(path, key, value));
    for (String key : allowed.keySet()) {
      require(path, key, settings.getOrDefault(key, JsonNull.INSTANCE));
    }
  }

  private void require(Path path, String key, JsonElement value) {
    JsonElement values = allowed.has(key) ? allowed.get(key) : new JsonArray();
    if (!values.getAsJsonArray().contains(withoutOffsets(value))) {
      throw refusal(path, key, value);
    }
  }

  /** What says where a token stood in the text changes no token. */
  private static JsonElement withoutOffsets(JsonElement value) {
    if (!value.isJsonObject()) {
      return value;
    }
    JsonObject rest = value.getAsJsonObject().deepCopy();
    rest.remove("trim_offsets");
    if (TRUE.equals(rest.get("use_regex"))) {
      rest.remove("use_regex"); // as if it were not there
    }
    return rest;
  }

  /** The fault that a setting has a value that is not read. */
  static GemmaException refusal(Path path, String key, JsonElement value) {
    String json = value.toString();
    String shown = json.length() <= SHOWN ? json : json.substring(0, SHOWN) + "…";
    return new GemmaException("error.tokenizer.unsupported", path, key, shown);
  }
}
