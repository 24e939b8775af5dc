package gemmalab.data;

import gemmalab.tokenizer.Tokenizer;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A corpus as token ids, parted into training and validation. After each document stands the
 * end-of-text token, so that a model learns where a story ends.
 */
public record TokenizedCorpus(int[] training, int[] validation) {

  /** Every tenth document is kept for validation. */
  private static final int VALIDATION_EVERY = 10;

  public static TokenizedCorpus of(Corpus corpus, Tokenizer tokenizer) {
    List<int[]> documents =
        corpus.documents().parallelStream().map(text -> encode(text, tokenizer)).toList();
    return documents.size() < VALIDATION_EVERY
        ? splitTokens(join(documents))
        : splitDocuments(documents);
  }

  private static int[] encode(String text, Tokenizer tokenizer) {
    int[] ids = tokenizer.encode(text);
    int[] ended = Arrays.copyOf(ids, ids.length + 1);
    ended[ids.length] = tokenizer.endOfText();
    return ended;
  }

  private static TokenizedCorpus splitDocuments(List<int[]> documents) {
    return new TokenizedCorpus(join(every(documents, false)), join(every(documents, true)));
  }

  private static List<int[]> every(List<int[]> documents, boolean validation) {
    return IntStream.range(0, documents.size())
        .filter(i -> (i % VALIDATION_EVERY == VALIDATION_EVERY - 1) == validation)
        .mapToObj(documents::get)
        .toList();
  }

  /** With few documents the last tenth of the tokens is kept. */
  private static TokenizedCorpus splitTokens(int[] tokens) {
    int cut = tokens.length - tokens.length / VALIDATION_EVERY;
    return new TokenizedCorpus(
        Arrays.copyOf(tokens, cut), Arrays.copyOfRange(tokens, cut, tokens.length));
  }

  private static int[] join(List<int[]> documents) {
    return documents.stream().flatMapToInt(Arrays::stream).toArray();
  }
}
