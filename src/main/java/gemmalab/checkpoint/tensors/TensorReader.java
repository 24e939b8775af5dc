package gemmalab.checkpoint.tensors;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import gemmalab.files.FileFaults;
import gemmalab.text.GemmaException;
import java.io.IOException;
import java.util.Arrays;

/**
 * Reads the numbers of a file's tensors, a chunk at a time, so that beside them little is needed.
 */
public final class TensorReader {

  /** Numbers that are read at a time. */
  private static final int CHUNK = 1 << 19;

  private TensorReader() {}

  /** What is done with a chunk of a tensor's numbers. */
  @FunctionalInterface
  private interface ChunkUse {
    /** Uses the numbers from {@code begin} on, and says whether it wants more. */
    boolean use(float[] numbers, long begin);
  }

  /**
   * Reads a tensor as float32, whatever its type in the file.
   *
   * @throws GemmaException if the file has no such tensor, or not whole
   */
  public static NDArray float32(TensorFile file, String name, NDManager manager) {
    return float32(file, name, tensor(file, name).shape(), manager);
  }

  /**
   * Reads the first rows of a tensor as float32.
   *
   * @param shape that of the tensor, or one of fewer rows
   */
  public static NDArray float32(TensorFile file, String name, Shape shape, NDManager manager) {
    NDArray whole = manager.zeros(shape, DataType.FLOAT32);
    try (NDArray flat = whole.reshape(-1)) { // the same memory
      forEachChunk(
          file,
          name,
          shape.size(),
          (numbers, begin) -> {
            try (NDArray chunk = manager.create(numbers)) {
              flat.set(new NDIndex("{}:{}", begin, begin + numbers.length), chunk);
            }
            return true;
          });
      return whole;
    } catch (RuntimeException e) {
      whole.close();
      throw e;
    }
  }

  /** Whether two tensors of a file have the same shape and numbers. */
  public static boolean equal(TensorFile file, String one, String other) {
    if (file.isShared(one, other)) {
      return true;
    }
    if (!tensor(file, one).shape().equals(tensor(file, other).shape())) {
      return false;
    }
    boolean[] same = {true};
    forEachChunk(
        file,
        one,
        tensor(file, one).shape().size(),
        (numbers, begin) -> {
          float[] others = new float[numbers.length];
          read(file, other, begin, others);
          same[0] = Arrays.equals(numbers, others);
          return same[0];
        });
    return same[0];
  }

  private static void forEachChunk(TensorFile file, String name, long count, ChunkUse use) {
    boolean more = true;
    for (long begin = 0; more && begin < count; begin += CHUNK) {
      float[] numbers = new float[(int) Math.min(CHUNK, count - begin)];
      read(file, name, begin, numbers);
      more = use.use(numbers, begin);
    }
  }

  /**
   * Reads some numbers of a tensor as {@link TensorFile#read} does; whatever goes wrong is a
   * sentence.
   *
   * @throws GemmaException if the file is damaged or cannot be read
   */
  public static void read(TensorFile file, String name, long begin, float[] target) {
    try {
      file.read(name, begin, target);
    } catch (IOException e) {
      throw new GemmaException(e, "error.file.damaged", file.path(), FileFaults.reason(e));
    }
  }

  private static StoredTensor tensor(TensorFile file, String name) {
    StoredTensor tensor = file.tensors().get(name);
    if (tensor == null) {
      throw new GemmaException("error.tensor.missing", file.path(), name);
    }
    return tensor;
  }
}
