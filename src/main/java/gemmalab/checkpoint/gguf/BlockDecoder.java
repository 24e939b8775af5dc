package gemmalab.checkpoint.gguf;

import java.nio.ByteBuffer;

/** Reads the numbers that one block stands for. */
@FunctionalInterface
interface BlockDecoder {

  /**
   * Reads one block.
   *
   * @param bytes little-endian
   * @param at where the block begins
   * @param values receives as many numbers as a block has
   * @param to where the first one goes
   */
  void decode(ByteBuffer bytes, int at, float[] values, int to);
}
