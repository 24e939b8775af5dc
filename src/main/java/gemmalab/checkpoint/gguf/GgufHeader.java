package gemmalab.checkpoint.gguf;

import gemmalab.text.GemmaException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What stands before the tensors of a GGUF file: counts, the metadata, and where each tensor is.
 *
 * @param metadata by key
 * @param tensors by name, in the order of the file
 */
record GgufHeader(GgufMetadata metadata, Map<String, GgufTensor> tensors) {

  /** {@code GGUF}, the first four bytes. */
  static final int MAGIC = 0x46554747;

  static final int VERSION = 3;
  static final int ALIGNMENT = 32;
  static final String ALIGNMENT_KEY = "general.alignment";

  private static final int OLDEST_VERSION = 2;
  private static final int MOST_ALIGNMENT = 1 << 16;

  /** Files have some fifty keys; the bound keeps a damaged one from taking all memory. */
  private static final int MOST_KEYS = 10_000;

  private static final int MOST_KEY_BYTES = 1_024;
  private static final int MOST_TENSORS = 20_000;

  /**
   * Reads the header of a file and checks it against the file's size.
   *
   * @throws GemmaException if the file is of a kind that is not read
   * @throws IOException if it is damaged
   */
  static GgufHeader read(Path path, FileChannel channel) throws IOException {
    GgufInput input = new GgufInput(channel, 0);
    if (input.int32() != MAGIC) {
      throw new IOException("its first bytes are not GGUF");
    }
    requireVersion(path, input.int32());
    int tensors = bounded(input.count(), "tensors", MOST_TENSORS);
    int keys = bounded(input.count(), "keys", MOST_KEYS);
    Map<String, GgufMetadata.Value> values = new LinkedHashMap<>();
    for (int i = 0; i < keys; i++) {
      String key = input.text(MOST_KEY_BYTES);
      if (values.put(key, value(key, input)) != null) {
        throw new IOException("the key " + key + " comes twice");
      }
    }
    GgufMetadata metadata = new GgufMetadata(path, channel, values);
    GgufTensors table = new GgufTensors(path, input, alignment(metadata));
    return new GgufHeader(metadata, table.read(tensors, channel.size()));
  }

  private static void requireVersion(Path path, int version) {
    if (Integer.reverseBytes(version) >= 1 && Integer.reverseBytes(version) <= VERSION) {
      throw new GemmaException("error.gguf.bigEndian", path);
    }
    if (version < OLDEST_VERSION || version > VERSION) {
      throw new GemmaException(
          "error.gguf.version", path, Integer.toUnsignedString(version), OLDEST_VERSION, VERSION);
    }
  }

  private static int bounded(long count, String what, int most) throws IOException {
    if (count > most) {
      throw new IOException(count + " " + what + ", where " + most + " are the most");
    }
    return (int) count;
  }

  /** Notes where a value is, and passes over it. */
  private static GgufMetadata.Value value(String key, GgufInput input) throws IOException {
    ValueType type = type(key, input);
    boolean isArray = type == ValueType.ARRAY;
    ValueType each = isArray ? type(key, input) : type;
    if (each == ValueType.ARRAY) {
      throw new IOException("the key " + key + " is an array of arrays");
    }
    long count = isArray ? input.count() : 1;
    long begin = input.position();
    if (each == ValueType.STRING) {
      for (long i = 0; i < count; i++) {
        input.skip(input.count());
      }
    } else if (count > Long.MAX_VALUE / Long.BYTES) {
      throw new IOException("the key " + key + " has " + count + " values");
    } else {
      input.skip(count * each.bytes());
    }
    return new GgufMetadata.Value(each, isArray, count, begin, input.position() - begin);
  }

  private static ValueType type(String key, GgufInput input) throws IOException {
    int id = input.int32();
    return ValueType.withId(id)
        .orElseThrow(() -> new IOException("the key " + key + " has values of the kind " + id));
  }

  private static int alignment(GgufMetadata metadata) throws IOException {
    if (!metadata.has(ALIGNMENT_KEY)) {
      return ALIGNMENT;
    }
    long alignment = metadata.integer(ALIGNMENT_KEY);
    if (alignment <= 0 || alignment > MOST_ALIGNMENT || Long.bitCount(alignment) != 1) {
      throw new IOException("an alignment of " + alignment);
    }
    return (int) alignment;
  }
}
