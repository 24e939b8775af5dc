package gemmalab.checkpoint;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import gemmalab.text.GemmaException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.ShortBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collections;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A safetensors file, open for reading: eight bytes with the length of a JSON header, the header
 * with type, shape and place of each tensor, then the tensors' bytes, little-endian.
 */
public final class SafetensorsFile implements AutoCloseable {

  /** Numbers that are read at a time. */
  private static final int CHUNK = 1 << 19;

  private final Path path;
  private final FileChannel channel;
  private final Map<String, TensorEntry> entries;
  private @Nullable ByteBuffer chunk;

  /**
   * One tensor of the file.
   *
   * @param offset place of its first byte in the file
   */
  public record TensorEntry(DataType type, Shape shape, long offset, long bytes) {}

  private SafetensorsFile(Path path, FileChannel channel, Map<String, TensorEntry> entries) {
    this.path = path;
    this.channel = channel;
    this.entries = Collections.unmodifiableMap(entries);
  }

  /**
   * Opens a file and checks its header against its size.
   *
   * @throws GemmaException if the file is missing, cut off or not in this format
   */
  public static SafetensorsFile open(Path path) {
    if (!Files.isRegularFile(path)) {
      throw new GemmaException("error.file.missing", path);
    }
    FileChannel channel = null;
    try {
      channel = FileChannel.open(path, StandardOpenOption.READ);
      return new SafetensorsFile(path, channel, SafetensorsHeader.read(path, channel));
    } catch (GemmaException e) {
      closeQuietly(channel);
      throw e;
    } catch (IOException | RuntimeException e) { // a header can be wrong in many ways
      closeQuietly(channel);
      throw new GemmaException(e, "error.file.damaged", path, String.valueOf(e.getMessage()));
    }
  }

  public Path path() {
    return path;
  }

  /** All tensors by name, in the order of the header. */
  public Map<String, TensorEntry> entries() {
    return entries;
  }

  /** Reads a tensor as float32, whatever its type in the file. */
  public NDArray readFloat32(String name, NDManager manager) {
    return read(name, manager, DataType.FLOAT32);
  }

  public float[] floats(String name, NDManager manager) {
    try (NDArray array = readFloat32(name, manager)) {
      return array.toFloatArray();
    }
  }

  public double[] doubles(String name, NDManager manager) {
    try (NDArray array = read(name, manager, DataType.FLOAT64)) {
      return array.toDoubleArray();
    }
  }

  /** Reads a tensor of rank 2 as rows of whole numbers. */
  public int[][] intRows(String name, NDManager manager) {
    try (NDArray array = read(name, manager, DataType.INT32)) {
      int columns = Math.toIntExact(array.getShape().tail());
      int[] flat = array.toIntArray();
      int[][] rows = new int[flat.length / columns][columns];
      for (int row = 0; row < rows.length; row++) {
        System.arraycopy(flat, row * columns, rows[row], 0, columns);
      }
      return rows;
    }
  }

  @Override
  public void close() {
    closeQuietly(channel);
  }

  /**
   * Reads a tensor in chunks, so that beside it a few megabytes are needed. The file is not mapped:
   * a mapping ends when the garbage collector pleases, and until then Windows lets nobody replace
   * the file.
   */
  private NDArray read(String name, NDManager manager, DataType type) {
    TensorEntry entry = entries.get(name);
    if (entry == null) {
      throw new GemmaException("error.tensor.missing", path, name);
    }
    NDArray whole = manager.zeros(entry.shape(), type);
    try (NDArray flat = whole.reshape(-1)) { // the same memory
      long count = entry.shape().size();
      for (long begin = 0; begin < count; begin += CHUNK) {
        long end = Math.min(count, begin + CHUNK);
        try (NDArray stored = numbers(entry, begin, (int) (end - begin), manager);
            NDArray converted = stored.toType(type, false)) {
          flat.set(new NDIndex("{}:{}", begin, end), converted);
        }
      }
      return whole;
    } catch (IOException e) {
      whole.close();
      throw new GemmaException(e, "error.file.damaged", path, String.valueOf(e.getMessage()));
    }
  }

  /** Some numbers of a tensor; they are the chunk's own memory, of which there is one. */
  private NDArray numbers(TensorEntry entry, long begin, int count, NDManager manager)
      throws IOException {
    int width = entry.type().getNumOfBytes();
    ByteBuffer bytes = chunk().clear().limit(count * width);
    SafetensorsHeader.fill(channel, entry.offset() + begin * width, bytes);
    return entry.type() == DataType.BFLOAT16
        ? widened(bytes.asShortBuffer(), manager)
        : manager.create(bytes, new Shape(count), entry.type());
  }

  private ByteBuffer chunk() {
    ByteBuffer made = chunk;
    if (made == null) {
      made = ByteBuffer.allocateDirect(CHUNK * Double.BYTES).order(ByteOrder.nativeOrder());
      chunk = made;
    }
    return made;
  }

  /** DJL's native code knows no bfloat16 from outside; it is the upper half of a float32. */
  private static NDArray widened(ShortBuffer halves, NDManager manager) {
    float[] values = new float[halves.remaining()];
    for (int i = 0; i < values.length; i++) {
      values[i] = Float.intBitsToFloat(halves.get() << Short.SIZE);
    }
    return manager.create(values);
  }

  private static void closeQuietly(@Nullable FileChannel channel) {
    try {
      if (channel != null) {
        channel.close();
      }
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
