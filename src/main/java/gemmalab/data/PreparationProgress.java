package gemmalab.data;

import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * How far the preparation of a corpus is.
 *
 * @param name of the file or corpus in work
 * @param bytes done so far
 * @param totalBytes of all the work, where that is known
 * @param bytesBefore done by an earlier attempt, which say nothing of the speed
 * @param tokens made so far, 0 while a file is downloaded
 * @param seconds since this stage began
 */
public record PreparationProgress(
    Stage stage,
    String name,
    long bytes,
    OptionalLong totalBytes,
    long bytesBefore,
    long tokens,
    double seconds) {

  /** What is being done. */
  public enum Stage {
    DOWNLOADING,
    /** Of tokens, for a compact vocabulary. */
    COUNTING,
    TOKENIZING
  }

  public double bytesPerSecond() {
    return seconds <= 0 ? 0 : (bytes - bytesBefore) / seconds;
  }

  /** Seconds until the end at the speed so far, where there is one and the end is known. */
  public OptionalDouble secondsLeft() {
    return totalBytes.isEmpty() || bytesPerSecond() <= 0
        ? OptionalDouble.empty()
        : OptionalDouble.of(Math.max(0, totalBytes.getAsLong() - bytes) / bytesPerSecond());
  }

  /** Tokens of the whole corpus if it goes on as it began, where its size is known. */
  public OptionalLong expectedTokens() {
    return totalBytes.isEmpty() || bytes == 0
        ? OptionalLong.empty()
        : OptionalLong.of(Math.round((double) tokens * totalBytes.getAsLong() / bytes));
  }
}
