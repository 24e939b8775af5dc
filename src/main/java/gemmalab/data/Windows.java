package gemmalab.data;

import gemmalab.text.GemmaException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.stream.LongStream;

/** Windows of equal length, cut from a long row of tokens. */
public final class Windows {

  /** Odd, and different from what the generator itself adds from draw to draw. */
  private static final long STEP = 0xD1342543DE82EF95L;

  private final TokenSequence tokens;
  private final int blockSize;
  private final OptionalInt documentEnd;

  /**
   * Cuts windows of {@code blockSize} inputs.
   *
   * @throws GemmaException if there are too few tokens for one window and its last target
   */
  public Windows(TokenSequence tokens, int blockSize) {
    this(tokens, blockSize, OptionalInt.empty());
  }

  private Windows(TokenSequence tokens, int blockSize, OptionalInt documentEnd) {
    requireEnough(tokens, blockSize);
    this.tokens = tokens;
    this.blockSize = blockSize;
    this.documentEnd = documentEnd;
  }

  /**
   * The same, but windows begin as {@link WindowStart#DOCUMENT} says.
   *
   * @param endOfText the token that stands after each document
   */
  public Windows fromDocumentStarts(int endOfText) {
    return new Windows(tokens, blockSize, OptionalInt.of(endOfText));
  }

  /**
   * Checks that there is a window.
   *
   * @throws GemmaException if there are too few tokens for one window and its last target
   */
  public static void requireEnough(TokenSequence tokens, int blockSize) {
    if (tokens.length() < blockSize + 1) {
      throw new GemmaException("error.corpus.short", tokens.length(), blockSize, blockSize + 1);
    }
  }

  /**
   * Random windows. The same seed and number always give the same batch, so that a run can go on
   * from any point. The number is drawn through a generator of its own: without it, batches with
   * neighbouring numbers would be the same draws, moved by one.
   */
  public Batch random(long seed, long number, int batchSize) {
    long scattered = new SplittableRandom(seed + number * STEP).nextLong();
    SplittableRandom random = new SplittableRandom(scattered);
    return batch(starts(random, tokens.length() - blockSize, batchSize));
  }

  /** Draws 32 bits where they are enough: the batches of a run depend on which draw it is. */
  private static long[] starts(SplittableRandom random, long bound, int count) {
    LongStream starts =
        bound <= Integer.MAX_VALUE
            ? random.ints(count, 0, (int) bound).asLongStream()
            : random.longs(count, 0, bound);
    return starts.toArray();
  }

  /** Windows at equal distances over all tokens, always the same: for validation. */
  public List<Batch> fixed(int batches, int batchSize) {
    long lastStart = tokens.length() - blockSize - 1;
    int windows = (int) Math.min((long) batches * batchSize, lastStart / blockSize + 1);
    List<Batch> fixed = new ArrayList<>();
    for (int first = 0; first < windows; first += batchSize) {
      long[] starts = new long[Math.min(batchSize, windows - first)];
      for (int i = 0; i < starts.length; i++) {
        starts[i] = windows == 1 ? 0 : lastStart * (first + i) / (windows - 1);
      }
      fixed.add(batch(starts));
    }
    return fixed;
  }

  private Batch batch(long[] starts) {
    int[][] inputs = new int[starts.length][];
    int[][] targets = new int[starts.length][];
    for (int row = 0; row < starts.length; row++) {
      long start =
          documentEnd.isPresent()
              ? backToDocument(starts[row], documentEnd.getAsInt())
              : starts[row];
      inputs[row] = tokens.range(start, blockSize);
      targets[row] = tokens.range(start + 1, blockSize);
    }
    return new Batch(inputs, targets);
  }

  /**
   * The start of the document in which a token stands, so that the token is still in the window;
   * the token itself if its document begins further back. Every other time the end of the document
   * before comes too: a model is asked both with and without it.
   */
  private long backToDocument(long drawn, int endOfText) {
    int reach = (int) Math.min(drawn, blockSize - 1);
    int[] before = tokens.range(drawn - reach, reach);
    for (int back = 1; back <= reach; back++) {
      if (before[reach - back] == endOfText) {
        return drawn - back + (drawn & 1);
      }
    }
    return drawn < blockSize ? 0 : drawn;
  }
}
