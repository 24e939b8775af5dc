package gemmalab.checkpoint.safetensors;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import gemmalab.checkpoint.json.JsonFaults;
import gemmalab.checkpoint.tensors.StoredTensor;
import gemmalab.checkpoint.tensors.TensorFile;
import gemmalab.checkpoint.tensors.TensorReader;
import gemmalab.files.FileFaults;
import gemmalab.text.GemmaException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A safetensors file, open for reading: eight bytes with the length of a JSON header, the header
 * with type, shape and place of each tensor, then the tensors' bytes, little-endian.
 */
public final class SafetensorsFile implements TensorFile {

  private final Path path;
  private final FileChannel channel;
  private final Map<String, StoredTensor> tensors;
  private final Map<String, Long> offsets = new LinkedHashMap<>();
  private ByteBuffer chunk = ByteBuffer.allocate(0);

  private SafetensorsFile(Path path, FileChannel channel, SafetensorsHeader header) {
    this.path = path;
    this.channel = channel;
    tensors = Collections.unmodifiableMap(header.tensors());
    offsets.putAll(header.offsets());
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
      return new SafetensorsFile(path, channel, SafetensorsHeader.read(channel));
    } catch (GemmaException e) {
      closeQuietly(channel);
      throw e;
    } catch (IOException | RuntimeException e) { // a header can be wrong in many ways
      closeQuietly(channel);
      throw new GemmaException(e, "error.file.damaged", path, JsonFaults.reason(e));
    }
  }

  /** Whether a file begins like one: the length of a header, and the bracket that opens it. */
  public static boolean recognizes(Path path) {
    try (InputStream file = Files.newInputStream(path)) {
      byte[] start = file.readNBytes(Long.BYTES + 1);
      return start.length > Long.BYTES && start[Long.BYTES] == '{';
    } catch (IOException e) {
      throw new GemmaException(e, "error.file.unreadable", path, FileFaults.reason(e));
    }
  }

  @Override
  public Path path() {
    return path;
  }

  @Override
  public Map<String, StoredTensor> tensors() {
    return tensors;
  }

  /** Reads a tensor as float32, whatever its type in the file. */
  public NDArray readFloat32(String name, NDManager manager) {
    return TensorReader.float32(this, name, manager);
  }

  public float[] floats(String name) {
    float[] numbers = new float[count(name)];
    ElementType type = type(name);
    ByteBuffer bytes = wholeBytes(name);
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = type.floatAt(bytes, i);
    }
    return numbers;
  }

  public double[] doubles(String name) {
    double[] numbers = new double[count(name)];
    ElementType type = type(name);
    ByteBuffer bytes = wholeBytes(name);
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = type.doubleAt(bytes, i);
    }
    return numbers;
  }

  /** Reads a tensor of rank 2 as rows of whole numbers. */
  public int[][] intRows(String name) {
    double[] flat = doubles(name);
    int columns = Math.toIntExact(stored(name).shape().tail());
    int[][] rows = new int[flat.length / columns][columns];
    for (int i = 0; i < flat.length; i++) {
      rows[i / columns][i % columns] = (int) flat[i];
    }
    return rows;
  }

  @Override
  public void read(String name, long begin, float[] target) throws IOException {
    ElementType type = type(name);
    ByteBuffer bytes = bytes(name, type, begin, target.length);
    for (int i = 0; i < target.length; i++) {
      target[i] = type.floatAt(bytes, i);
    }
  }

  @Override
  public void close() {
    closeQuietly(channel);
  }

  private int count(String name) {
    return Math.toIntExact(stored(name).shape().size());
  }

  private StoredTensor stored(String name) {
    StoredTensor tensor = tensors.get(name);
    if (tensor == null) {
      throw new GemmaException("error.tensor.missing", path, name);
    }
    return tensor;
  }

  private ElementType type(String name) {
    String type = stored(name).type();
    return ElementType.named(type)
        .orElseThrow(() -> new GemmaException("error.tensor.type", path, name, type));
  }

  private ByteBuffer wholeBytes(String name) {
    try {
      return bytes(name, type(name), 0, count(name));
    } catch (IOException e) {
      throw new GemmaException(e, "error.file.damaged", path, String.valueOf(e.getMessage()));
    }
  }

  /** The bytes of some numbers, until the next are read: there is one buffer. */
  private ByteBuffer bytes(String name, ElementType type, long begin, int count)
      throws IOException {
    int needed = Math.multiplyExact(count, type.bytes());
    if (chunk.capacity() < needed) {
      chunk = ByteBuffer.allocate(needed).order(ByteOrder.LITTLE_ENDIAN);
    }
    chunk.clear().limit(needed);
    Long offset = offsets.get(name);
    SafetensorsHeader.fill(channel, (offset == null ? 0 : offset) + begin * type.bytes(), chunk);
    return chunk;
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
