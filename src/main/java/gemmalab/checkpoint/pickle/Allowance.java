package gemmalab.checkpoint.pickle;

import java.io.IOException;

/** The memory that a pickle may take: a few bytes of it can ask for a lot. */
final class Allowance {

  private static final long ALWAYS = 8L << 20;

  private long left;

  /** Allows as much as the file is large, and a little that every file may have. */
  Allowance(long fileBytes) {
    left = ALWAYS + fileBytes;
  }

  /** Must be asked before the memory is taken. */
  void take(long bytes) throws IOException {
    if (bytes < 0 || bytes > left) {
      throw new IOException("its pickle asks for far more memory than a model's names need");
    }
    left -= bytes;
  }
}
