package gemmalab.data.encode;

import gemmalab.data.Corpus;
import gemmalab.data.PreparationMonitor;
import gemmalab.data.PreparationProgress.Stage;
import gemmalab.tokenizer.Tokenizer;
import java.io.IOException;
import java.io.UncheckedIOException;

/** How often a corpus uses each token. */
public final class TokenCounts {

  private TokenCounts() {}

  /**
   * Encodes all of a corpus and counts.
   *
   * @return by token id
   * @throws java.util.concurrent.CancellationException if the monitor asks for it
   */
  public static long[] of(
      Corpus corpus, Tokenizer tokenizer, int threads, PreparationMonitor monitor) {
    long[] uses = new long[tokenizer.size()];
    try {
      new ParallelEncoder(tokenizer, true, threads, monitor)
          .encode(Stage.COUNTING, corpus, segment -> count(segment, uses));
    } catch (IOException e) {
      throw new UncheckedIOException(e); // counting has no such faults
    }
    return uses;
  }

  private static void count(EncodedSegment segment, long[] uses) {
    for (int id : segment.ids()) {
      uses[id]++;
    }
  }
}
