package gemmalab.checkpoint.gguf;

import gemmalab.checkpoint.gguf.GgufTokenizer.SpecialIds;
import gemmalab.text.GemmaException;
import java.util.List;

/** Where a GGUF file's metadata has its tokenizer: {@code tokenizer.ggml.*}. */
final class GgufTokenizerKeys {

  static final String PADDING = "tokenizer.ggml.padding_token_id";
  static final String MODEL = "tokenizer.ggml.model";
  static final String PRE = "tokenizer.ggml.pre";
  static final String TOKENS = "tokenizer.ggml.tokens";
  static final String SCORES = "tokenizer.ggml.scores";
  static final String TYPES = "tokenizer.ggml.token_type";
  static final String MERGES = "tokenizer.ggml.merges";
  static final String BOS = "tokenizer.ggml.bos_token_id";
  static final String EOS = "tokenizer.ggml.eos_token_id";
  static final String END_OF_TURN = "tokenizer.ggml.eot_token_id";
  static final String UNKNOWN = "tokenizer.ggml.unknown_token_id";
  static final String ADD_BOS = "tokenizer.ggml.add_bos_token";
  static final String ADD_EOS = "tokenizer.ggml.add_eos_token";
  static final String ADD_SPACE = "tokenizer.ggml.add_space_prefix";
  static final String CHAT = "tokenizer.chat_template";

  private final GgufMetadata metadata;
  private final int size;

  private GgufTokenizerKeys(GgufMetadata metadata, int size) {
    this.metadata = metadata;
    this.size = size;
  }

  /** Whether a file has a tokenizer; llama.cpp has two words for none. */
  static boolean areIn(GgufMetadata metadata) {
    return metadata.has(MODEL)
        && !List.of(GgufTokenizer.ABSENT.model(), "no_vocab").contains(metadata.text(MODEL));
  }

  /** Reads it; a flag that is not there is what llama.cpp takes for the model. */
  static GgufTokenizer read(GgufMetadata metadata) {
    String model = metadata.text(MODEL);
    boolean spaced = model.equals(GgufTokenizer.LLAMA);
    List<String> tokens = metadata.texts(TOKENS);
    GgufTokenizerKeys keys = new GgufTokenizerKeys(metadata, tokens.size());
    return new GgufTokenizer(
        model,
        keys.text(PRE),
        tokens,
        keys.forEach(SCORES, metadata.has(SCORES) ? metadata.floats(SCORES) : List.of()),
        keys.forEach(TYPES, metadata.has(TYPES) ? metadata.integers(TYPES) : List.of()),
        metadata.has(MERGES) ? metadata.texts(MERGES) : List.of(),
        new SpecialIds(
            keys.id(BOS), keys.id(EOS), keys.id(END_OF_TURN), keys.id(UNKNOWN), keys.id(PADDING)),
        keys.flag(ADD_BOS, spaced),
        keys.flag(ADD_EOS, false),
        keys.flag(ADD_SPACE, spaced),
        keys.text(CHAT));
  }

  /** Writes it as {@link #read} reads it. */
  static void write(GgufTokenizer tokenizer, GgufEntries entries) {
    entries.text(MODEL, tokenizer.model());
    if (tokenizer.equals(GgufTokenizer.ABSENT)) {
      return;
    }
    entries.text(PRE, tokenizer.pre().isEmpty() ? "default" : tokenizer.pre());
    entries.texts(TOKENS, tokenizer.tokens());
    if (!tokenizer.scores().isEmpty()) {
      entries.floats(SCORES, tokenizer.scores());
    }
    if (!tokenizer.types().isEmpty()) {
      entries.integers(TYPES, tokenizer.types());
    }
    if (!tokenizer.merges().isEmpty()) {
      entries.texts(MERGES, tokenizer.merges());
    }
    SpecialIds ids = tokenizer.ids();
    writeId(BOS, ids.bos(), entries);
    writeId(EOS, ids.eos(), entries);
    writeId(END_OF_TURN, ids.endOfTurn(), entries);
    writeId(UNKNOWN, ids.unknown(), entries);
    writeId(PADDING, ids.padding(), entries);
    entries.flag(ADD_BOS, tokenizer.addBos());
    entries.flag(ADD_EOS, tokenizer.addEos());
    entries.flag(ADD_SPACE, tokenizer.addSpacePrefix());
    if (!tokenizer.chatTemplate().isEmpty()) {
      entries.text(CHAT, tokenizer.chatTemplate());
    }
  }

  private static void writeId(String key, int id, GgufEntries entries) {
    if (id != GgufTokenizer.NONE) {
      entries.integer(key, id);
    }
  }

  private String text(String key) {
    return metadata.has(key) ? metadata.text(key) : "";
  }

  private boolean flag(String key, boolean byDefault) {
    return metadata.has(key) ? metadata.flag(key) : byDefault;
  }

  private <T> List<T> forEach(String key, List<T> values) {
    if (!values.isEmpty() && values.size() != size) {
      throw new GemmaException(
          "error.gguf.tokenizerSizes", metadata.path(), key, values.size(), size);
    }
    return values;
  }

  private int id(String key) {
    if (!metadata.has(key)) {
      return GgufTokenizer.NONE;
    }
    long id = metadata.integer(key);
    if (id < 0 || id >= size) {
      throw new GemmaException("error.gguf.keyValue", metadata.path(), key, id);
    }
    return (int) id;
  }
}
