package gemmalab.train;

import gemmalab.model.GemmaConfig;
import gemmalab.text.GemmaException;
import gemmalab.tokenizer.CompactVocabulary;
import gemmalab.tokenizer.Gpt2Tokenizer;
import java.util.Arrays;
import java.util.Locale;

/** Which of GPT-2's tokens a new model knows. */
public enum VocabularyChoice {
  /** Those that the text uses. */
  COMPACT,
  /** All. */
  FULL;

  /**
   * Finds a choice by its name on the command line.
   *
   * @throws GemmaException if there is none of that name
   */
  public static VocabularyChoice parse(String name) {
    return Arrays.stream(values())
        .filter(choice -> choice.name().toLowerCase(Locale.ROOT).equals(name))
        .findFirst()
        .orElseThrow(() -> new GemmaException("error.vocabulary.unknown", name));
  }

  /** A model's configuration with this choice. */
  public GemmaConfig in(GemmaConfig model) {
    if (this == FULL) {
      return model.withVocabSize(Gpt2Tokenizer.SIZE);
    }
    return FittedVocabulary.isCompact(model)
        ? model
        : model.withVocabSize(CompactVocabulary.LARGEST_SIZE);
  }
}
