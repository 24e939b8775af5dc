package gemmalab.checkpoint.gguf;

import gemmalab.text.GemmaException;
import gemmalab.tokenizer.CompactTokenizer;
import gemmalab.tokenizer.CompactVocabulary;
import gemmalab.tokenizer.Gpt2Tokenizer;
import gemmalab.tokenizer.Tokenizer;
import gemmalab.tokenizer.gemma.ScoredTokens;
import gemmalab.tokenizer.gemma.ScoredTokens.Kind;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/** The app's tokenizer for one that a GGUF file has: that of Gemma, or GPT-2's. */
record AppTokenizer(Path path, GgufTokenizer file) {

  /**
   * Makes it.
   *
   * @throws GemmaException if it is neither, or asks for what would change the tokens of a text
   */
  Tokenizer make() {
    return switch (file.model()) {
      case GgufTokenizer.GPT2 -> gpt2();
      case GgufTokenizer.LLAMA -> gemma();
      default -> throw new GemmaException("error.gguf.tokenizer", path, file.model());
    };
  }

  /** Rows may be padded beyond GPT-2's tokens; or only some of them are there. */
  private Tokenizer gpt2() {
    Gpt2Tokenizer gpt2 = new Gpt2Tokenizer();
    List<String> ours = GgufTokenizer.of(gpt2).tokens();
    List<String> theirs = file.tokens();
    if (theirs.size() < ours.size()) {
      return compact(ours, theirs);
    }
    if (theirs.size() < ours.size() || !theirs.subList(0, ours.size()).equals(ours)) {
      throw new GemmaException("error.gguf.otherTokens", path, theirs.size());
    }
    return gpt2;
  }

  /** The tokens that a compact vocabulary kept of GPT-2's. */
  private Tokenizer compact(List<String> all, List<String> kept) {
    Map<String, Integer> ids = new HashMap<>();
    for (int id = 0; id < all.size(); id++) {
      ids.put(all.get(id), id);
    }
    try {
      return new CompactTokenizer(
          new CompactVocabulary(kept.stream().map(token -> ids.getOrDefault(token, -1)).toList()));
    } catch (IllegalArgumentException e) {
      throw new GemmaException(e, "error.gguf.otherTokens", path, kept.size());
    }
  }

  private Tokenizer gemma() {
    requireNot(file.addSpacePrefix(), GgufTokenizerKeys.ADD_SPACE, "error.gguf.spacePrefix");
    requireNot(file.addEos(), GgufTokenizerKeys.ADD_EOS, "error.gguf.keyValue");
    if (file.scores().isEmpty()) {
      throw new GemmaException("error.gguf.keyMissing", path, GgufTokenizerKeys.SCORES);
    }
    int size = sizeWithoutPadding();
    ScoredTokens tokens =
        new ScoredTokens(
            file.tokens().subList(0, size),
            file.scores().subList(0, size),
            IntStream.range(0, size).mapToObj(this::kind).toList(),
            file.addBos() ? within(file.ids().bos(), size) : OptionalInt.empty(),
            within(file.ids().eos(), size));
    try {
      return tokens.tokenizer(path);
    } catch (IllegalArgumentException e) {
      throw new GemmaException(e, "error.file.damaged", path, String.valueOf(e.getMessage()));
    }
  }

  /** What Gemma never does, and the app does not. */
  private void requireNot(boolean flag, String key, String error) {
    if (flag) {
      throw new GemmaException(error, path, key, true);
    }
  }

  /** Rows after the last token stand for nothing; a writer gives them names. */
  private int sizeWithoutPadding() {
    int size = file.tokens().size();
    while (size > 0
        && type(size - 1) == GgufTokenizer.UNUSED
        && file.tokens().get(size - 1).equals(GgufTokenizer.padding(size - 1))) {
      size--;
    }
    return size;
  }

  private static OptionalInt within(int id, int size) {
    return id >= 0 && id < size ? OptionalInt.of(id) : OptionalInt.empty();
  }

  private int type(int id) {
    return file.types().isEmpty() ? GgufTokenizer.NORMAL : file.types().get(id);
  }

  private Kind kind(int id) {
    return switch (type(id)) {
      case GgufTokenizer.CONTROL, GgufTokenizer.UNKNOWN -> Kind.SPECIAL;
      case GgufTokenizer.USER_DEFINED -> Kind.WHOLE;
      default -> Kind.NORMAL;
    };
  }
}
