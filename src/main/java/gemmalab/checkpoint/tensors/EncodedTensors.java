package gemmalab.checkpoint.tensors;

import java.io.IOException;
import java.nio.ByteBuffer;

/** Tensors as bytes for a file, some bytes at a time, so that none is ever whole in memory. */
@FunctionalInterface
public interface EncodedTensors {

  /** What is done with some bytes. */
  @FunctionalInterface
  interface Use {
    void accept(ByteBuffer bytes) throws IOException;
  }

  /**
   * Hands over all bytes of a tensor, in order.
   *
   * @param name of the tensor in the file that is written
   */
  void forEach(String name, Use use) throws IOException;
}
