package gemmalab.app;

import gemmalab.checkpoint.ModelFile;
import gemmalab.text.GemmaException;
import gemmalab.tokenizer.Tokenizer;
import org.jspecify.annotations.Nullable;

/**
 * The tokenizer of a model, or why it has none that can be used: its weights can be inspected all
 * the same, and whoever needs a text is told.
 */
final class UsableTokenizer {

  private final @Nullable Tokenizer tokenizer;
  private final @Nullable GemmaException fault;

  private UsableTokenizer(@Nullable Tokenizer tokenizer, @Nullable GemmaException fault) {
    this.tokenizer = tokenizer;
    this.fault = fault;
  }

  static UsableTokenizer of(Tokenizer tokenizer) {
    return new UsableTokenizer(tokenizer, null);
  }

  /** The one in a model's file or beside it. */
  static UsableTokenizer of(ModelFile file) {
    try {
      return of(file.tokenizer());
    } catch (GemmaException e) {
      return new UsableTokenizer(null, e);
    }
  }

  /** Why it cannot be read; null if it can. */
  @Nullable GemmaException fault() {
    return fault;
  }

  /** The tokenizer, if it has a token for each row of the embedding and no more; else null. */
  @Nullable Tokenizer of(int rows) {
    return tokenizer != null && tokenizer.size() == rows ? tokenizer : null;
  }

  /**
   * The tokenizer.
   *
   * @throws GemmaException if it cannot be read, or is of another model
   */
  Tokenizer require(int rows) {
    if (fault != null) {
      throw fault;
    }
    if (tokenizer == null || tokenizer.size() != rows) {
      throw new GemmaException(
          "error.tokenizer.none", rows, tokenizer == null ? 0 : tokenizer.size());
    }
    return tokenizer;
  }
}
