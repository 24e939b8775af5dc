package gemmalab.data.tokens;

import gemmalab.text.GemmaException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/**
 * How a file holds token ids, found by its content: nothing in such a file says what it is, unless
 * it has the header of llm.c ({@code train_gpt2.py}, {@code data_common.py}).
 *
 * <pre>
 *   nanoGPT   ids of 2 bytes each
 *   llm.c     header of 256 numbers of 4 bytes: 20240520, 1, count of ids; then ids of 2 bytes
 *   numpy     ids of 4 or 8 bytes each, as {@code tofile} writes an array of int32 or int64
 * </pre>
 *
 * @param headerBytes before the first id
 * @param idBytes of each id, the low one first
 */
record TokenFormat(int headerBytes, int idBytes) {

  static final TokenFormat TWO_BYTES = new TokenFormat(0, Short.BYTES);

  private static final int LLM_C_MAGIC = 20_240_520;
  private static final int LLM_C_LLAMA_MAGIC = 20_240_801;
  private static final int LLM_C_HEADER_BYTES = 256 * Integer.BYTES;

  private static final int SAMPLE_BYTES = 1 << 13;
  private static final int FEWEST_BYTES = 32; // fewer zeros may be chance
  private static final int HIGHEST_UPPER_HALF = 4; // 4 x 65,536 is Gemma's vocabulary

  /**
   * Finds the format of a file.
   *
   * @throws GemmaException if its header is one of another tokenizer, or does not fit its length
   */
  static TokenFormat of(FileChannel channel, Path path) throws IOException {
    ByteBuffer start = ByteBuffer.allocate(SAMPLE_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    int read = 0;
    while (start.hasRemaining() && read >= 0) {
      read = channel.read(start, start.position());
    }
    start.flip();
    if (start.limit() >= LLM_C_HEADER_BYTES && isHeader(start, path)) {
      return llmC(start, channel.size(), path);
    }
    return new TokenFormat(0, idBytes(start, channel.size()));
  }

  private static boolean isHeader(ByteBuffer start, Path path) {
    if (start.getInt(0) == LLM_C_LLAMA_MAGIC) {
      throw new GemmaException("error.tokens.llama", path);
    }
    return start.getInt(0) == LLM_C_MAGIC && start.getInt(Integer.BYTES) == 1;
  }

  private static TokenFormat llmC(ByteBuffer start, long fileBytes, Path path) {
    TokenFormat format = new TokenFormat(LLM_C_HEADER_BYTES, Short.BYTES);
    long said = Integer.toUnsignedLong(start.getInt(2 * Integer.BYTES));
    if (format.bytes(said) != fileBytes) {
      throw new GemmaException("error.tokens.header", path, said, format.length(fileBytes));
    }
    return format;
  }

  /** Wide ids show by their upper bytes, which are all zero, or nearly. */
  private static int idBytes(ByteBuffer start, long fileBytes) {
    if (fileBytes < FEWEST_BYTES) {
      return Short.BYTES;
    }
    if (fileBytes % Long.BYTES == 0 && isWide(start, Long.BYTES)) {
      return Long.BYTES;
    }
    return fileBytes % Integer.BYTES == 0 && isWide(start, Integer.BYTES)
        ? Integer.BYTES
        : Short.BYTES;
  }

  private static boolean isWide(ByteBuffer start, int idBytes) {
    boolean anyLow = false;
    for (int at = 0; at + idBytes <= start.limit(); at += idBytes) {
      anyLow |= start.getShort(at) != 0;
      if (Short.toUnsignedInt(start.getShort(at + Short.BYTES)) >= HIGHEST_UPPER_HALF
          || (idBytes == Long.BYTES && start.getInt(at + Integer.BYTES) != 0)) {
        return false;
      }
    }
    return anyLow;
  }

  /** Number of ids in a file of so many bytes. */
  long length(long fileBytes) {
    return (fileBytes - headerBytes) / idBytes;
  }

  /** Bytes of a file with so many ids. */
  long bytes(long length) {
    return headerBytes + length * idBytes;
  }

  /**
   * The id at a byte of a part of the file; the largest number if it is beyond all vocabularies.
   */
  int id(ByteBuffer part, int at) {
    if (idBytes == Short.BYTES) {
      return Short.toUnsignedInt(part.getShort(at));
    }
    long id = idBytes == Integer.BYTES ? part.getInt(at) : part.getLong(at);
    return id >= 0 && id < Integer.MAX_VALUE ? (int) id : Integer.MAX_VALUE;
  }

  /** Refuses a file that ends within an id. */
  void requireWhole(long fileBytes, Path path) {
    if (bytes(length(fileBytes)) != fileBytes) {
      throw new GemmaException("error.file.damaged", path, fileBytes + " bytes");
    }
  }
}
