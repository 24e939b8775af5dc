package gemmalab.train;

import gemmalab.data.Corpus;
import gemmalab.model.GemmaConfig;
import gemmalab.tokenizer.CompactTokenizer;
import gemmalab.tokenizer.CompactVocabulary;
import gemmalab.tokenizer.Gpt2Tokenizer;
import gemmalab.tokenizer.Tokenizer;

/**
 * The tokenizer of a new model, fitted to the text that it will learn from. A configuration with
 * fewer tokens than GPT-2's asks for a compact vocabulary of at most so many.
 *
 * @param model the configuration with as many tokens as the tokenizer has
 */
public record FittedVocabulary(GemmaConfig model, Tokenizer tokenizer) {

  /** Counts the tokens of a corpus if the vocabulary shall be compact. */
  public static FittedVocabulary of(GemmaConfig wanted, Corpus corpus) {
    if (!isCompact(wanted)) {
      return new FittedVocabulary(wanted, new Gpt2Tokenizer());
    }
    CompactVocabulary vocabulary =
        CompactVocabulary.counting(
            corpus.documents().stream(), CompactVocabulary.LEAST_USES, wanted.vocabSize());
    return new FittedVocabulary(
        wanted.withVocabSize(vocabulary.size()), new CompactTokenizer(vocabulary));
  }

  static boolean isCompact(GemmaConfig model) {
    return model.vocabSize() < Gpt2Tokenizer.SIZE;
  }
}
