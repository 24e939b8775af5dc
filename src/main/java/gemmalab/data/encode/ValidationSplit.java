package gemmalab.data.encode;

import gemmalab.data.tokens.TokenWriter;
import java.io.IOException;

/**
 * Keeps whole documents apart for validation: every tenth of the first ten thousand, every
 * hundredth after that, so that a large corpus gives no more than it must. Of fewer than ten
 * documents the end of the text is kept, in the same shares.
 */
final class ValidationSplit implements ParallelEncoder.Sink {

  private static final int EVERY = 10;
  private static final int EVERY_LATER = 100;
  private static final long DOCUMENTS_UNTIL_LATER = 10_000;
  private static final long TOKENS_UNTIL_LATER = 10_000_000;

  private final TokenWriter training;
  private final TokenWriter validation;
  private long document;

  ValidationSplit(TokenWriter training, TokenWriter validation) {
    this.training = training;
    this.validation = validation;
  }

  @Override
  public void accept(EncodedSegment segment) throws IOException {
    (isKept(document) ? validation : training).append(segment.ids());
    if (segment.endsDocument()) {
      document++;
    }
  }

  /** Call after the last segment. */
  void finish() throws IOException {
    if (document < EVERY) {
      training.moveTail(keptOf(training.length()), validation);
    }
  }

  static boolean isKept(long document) {
    int every = document < DOCUMENTS_UNTIL_LATER ? EVERY : EVERY_LATER;
    return document % every == every - 1;
  }

  static long keptOf(long tokens) {
    long first = Math.min(tokens, TOKENS_UNTIL_LATER);
    return first / EVERY + (tokens - first) / EVERY_LATER;
  }
}
