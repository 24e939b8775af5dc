package gemmalab.data.tokens;

import java.io.IOException;

/** Takes tokens one after the other. */
public interface TokenWriter {

  void append(int[] ids) throws IOException;

  /** Tokens taken so far. */
  long length();

  /** Takes the last {@code count} tokens away and gives them to another. */
  void moveTail(long count, TokenWriter to) throws IOException;
}
