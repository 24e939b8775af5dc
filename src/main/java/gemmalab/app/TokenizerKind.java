package gemmalab.app;

import gemmalab.tokenizer.CompactTokenizer;
import gemmalab.tokenizer.Gpt2Tokenizer;
import gemmalab.tokenizer.Tokenizer;
import org.jspecify.annotations.Nullable;

/** What the texts of a model go through. */
public enum TokenizerKind {
  GPT2("tokenizer.gpt2"),
  COMPACT("tokenizer.compact"),
  GEMMA("tokenizer.gemma"),
  /** It has none, or one that the app does not know: the model can be shown, not written with. */
  UNKNOWN("tokenizer.unknown");

  private final String key;

  TokenizerKind(String key) {
    this.key = key;
  }

  /** Of its name. */
  public String key() {
    return key;
  }

  static TokenizerKind of(@Nullable Tokenizer tokenizer) {
    if (tokenizer == null) {
      return UNKNOWN;
    }
    return tokenizer instanceof Gpt2Tokenizer
        ? GPT2
        : tokenizer instanceof CompactTokenizer ? COMPACT : GEMMA;
  }
}
