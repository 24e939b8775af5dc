package gemmalab.data;

import java.util.List;
import java.util.function.UnaryOperator;

/**
 * A corpus as token ids, parted into training and validation. After each document stands the
 * end-of-text token, so that a model learns where a story ends.
 */
public record TokenizedCorpus(TokenSequence training, TokenSequence validation) {

  /** How often each token comes; for a corpus in memory. */
  public long[] uses(int vocabSize) {
    long[] uses = new long[vocabSize];
    for (TokenSequence tokens : List.of(training, validation)) {
      for (int id : all(tokens)) {
        uses[id]++;
      }
    }
    return uses;
  }

  /** The same text in other tokens; for a corpus in memory. */
  public TokenizedCorpus map(UnaryOperator<int[]> translation) {
    return new TokenizedCorpus(
        TokenSequence.of(translation.apply(all(training))),
        TokenSequence.of(translation.apply(all(validation))));
  }

  private static int[] all(TokenSequence tokens) {
    return tokens.range(0, Math.toIntExact(tokens.length()));
  }
}
