package gemmalab.train;

import gemmalab.model.GemmaConfig;
import gemmalab.text.Choice;
import gemmalab.text.GemmaException;
import gemmalab.tokenizer.CompactVocabulary;
import gemmalab.tokenizer.Gpt2Tokenizer;

/** Which of GPT-2's tokens a new model has. */
public enum VocabularyChoice implements Choice {
  /** Those that occur in the training data. */
  COMPACT,
  /** All. */
  FULL;

  /**
   * Finds a choice by its name on the command line.
   *
   * @throws GemmaException if there is none of that name
   */
  public static VocabularyChoice parse(String name) {
    return Choice.named(name, values(), "error.vocabulary.unknown");
  }

  /** A configuration with this choice. */
  public GemmaConfig in(GemmaConfig model) {
    if (this == FULL) {
      return model.withVocabSize(Gpt2Tokenizer.SIZE);
    }
    return FittedVocabulary.isCompact(model)
        ? model
        : model.withVocabSize(CompactVocabulary.LARGEST_SIZE);
  }
}
