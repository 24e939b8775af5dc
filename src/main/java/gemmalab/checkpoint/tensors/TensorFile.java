package gemmalab.checkpoint.tensors;

import gemmalab.model.GemmaConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Tensors by name, as a file of one format holds them. The file is not mapped, and nothing but the
 * names, types and shapes is read before someone asks for numbers: a mapping ends when the garbage
 * collector pleases, and until then Windows lets nobody replace the file.
 */
public interface TensorFile extends AutoCloseable {

  /** The file or folder that was opened. */
  Path path();

  /** All tensors by name, in the order of the file. */
  Map<String, StoredTensor> tensors();

  /** The configuration that stands in the file itself; empty where it has a file of its own. */
  default Optional<GemmaConfig> storedConfig() {
    return Optional.empty();
  }

  /** Whether two tensors are known to be the same numbers of the file, without reading them. */
  default boolean isShared(String one, String other) {
    return false;
  }

  /**
   * Reads some numbers of a tensor as float32, in row-major order.
   *
   * @param name one of {@link #tensors}
   * @param begin index of the first number in the flattened tensor
   * @param target receives as many numbers as it has room for
   * @throws IOException if the file ends too early or cannot be read
   * @throws gemmalab.text.GemmaException if the tensor's type is not one of numbers that are read
   */
  void read(String name, long begin, float[] target) throws IOException;

  @Override
  void close();
}
