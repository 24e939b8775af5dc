package gemmalab.train;

import gemmalab.model.GemmaConfig;
import gemmalab.tokenizer.CompactTokenizer;
import gemmalab.tokenizer.CompactVocabulary;
import gemmalab.tokenizer.Gpt2Tokenizer;
import gemmalab.tokenizer.Tokenizer;

/**
 * The tokenizer of a new model, fitted to its training data. A configuration with fewer tokens than
 * GPT-2's asks for a compact vocabulary of at most that size.
 *
 * @param model the configuration with the size of the tokenizer's vocabulary
 */
public record FittedVocabulary(GemmaConfig model, Tokenizer tokenizer) {

  /** All of GPT-2's tokens. */
  public static FittedVocabulary full(GemmaConfig wanted) {
    GemmaConfig model = isCompact(wanted) ? wanted.withVocabSize(Gpt2Tokenizer.SIZE) : wanted;
    return new FittedVocabulary(model, new Gpt2Tokenizer());
  }

  /**
   * The tokens that the training data uses.
   *
   * @param uses number of uses of each GPT-2 token
   */
  public static FittedVocabulary compact(GemmaConfig wanted, long[] uses) {
    CompactVocabulary vocabulary =
        CompactVocabulary.counting(uses, CompactVocabulary.LEAST_USES, wanted.vocabSize());
    return new FittedVocabulary(
        wanted.withVocabSize(vocabulary.size()), new CompactTokenizer(vocabulary));
  }

  /** Ids of GPT-2's vocabulary as ids of this one. */
  public int[] fromGpt2(int[] gpt2TokenIds) {
    return tokenizer instanceof CompactTokenizer compact
        ? compact.spell(gpt2TokenIds)
        : gpt2TokenIds;
  }

  /** Whether a configuration asks for a compact vocabulary. */
  public static boolean isCompact(GemmaConfig model) {
    return model.vocabSize() < Gpt2Tokenizer.SIZE;
  }
}
