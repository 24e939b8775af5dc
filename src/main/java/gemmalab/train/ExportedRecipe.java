package gemmalab.train;

import gemmalab.data.TokenizedCorpus;
import gemmalab.tokenizer.Tokenizer;

/**
 * What another engine needs to know to train as a run here does: {@code recipe.json} of an export.
 *
 * @param run becomes the run's {@code config.json}
 * @param text becomes its {@code text.json}
 * @param endOfText the token that stands after each document
 * @param bitsPerCharacterOfANat bits/character of a loss of 1 nat/token
 */
record ExportedRecipe(
    TrainConfig run, TextFingerprint text, int endOfText, double bitsPerCharacterOfANat) {

  static ExportedRecipe of(TrainConfig config, TokenizedCorpus corpus, Tokenizer tokenizer) {
    return new ExportedRecipe(
        config,
        TextFingerprint.of(corpus),
        tokenizer.endOfText(),
        new BitsPerCharacter(corpus.validation(), tokenizer).bitsPerCharacter(1));
  }
}
