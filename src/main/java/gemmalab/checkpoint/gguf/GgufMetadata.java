package gemmalab.checkpoint.gguf;

import gemmalab.text.GemmaException;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a GGUF file says of its model and tokenizer, by key. Only the keys are in memory; a value is
 * read when someone asks for it, while the file is open.
 */
public final class GgufMetadata {

  /** A chat template has thousands of bytes; a text that is longer is read by nobody. */
  private static final int MOST_TEXT = 1 << 22;

  private final Path path;
  private final FileChannel channel;
  private final Map<String, Value> values;

  /**
   * Where a value is.
   *
   * @param type of the value, or of each in an array
   * @param count of values; of a single one 1
   * @param position of its first byte in the file
   * @param bytes that it takes
   */
  record Value(ValueType type, boolean isArray, long count, long position, long bytes) {

    String kind() {
      return isArray ? type + "[" + count + "]" : type.toString();
    }
  }

  GgufMetadata(Path path, FileChannel channel, Map<String, Value> values) {
    this.path = path;
    this.channel = channel;
    this.values = Collections.unmodifiableMap(values);
  }

  Path path() {
    return path;
  }

  /** All keys, in the order of the file. */
  public Set<String> keys() {
    return values.keySet();
  }

  public boolean has(String key) {
    return values.containsKey(key);
  }

  /** A whole number of any width. */
  public long integer(String key) {
    Value value = single(key, "integer");
    if (!value.type().isWhole()) {
      throw kindFault(key, value, "integer");
    }
    return reading(key, value, input -> whole(input, value.type()));
  }

  /** A number of any kind; of a float32 the shortest decimal that it stands for: 1e-6. */
  public double number(String key) {
    Value value = single(key, "number");
    return switch (value.type()) {
      case FLOAT32 ->
          reading(
              key,
              value,
              input -> Double.parseDouble(Float.toString(Float.intBitsToFloat(input.int32()))));
      case FLOAT64 -> reading(key, value, input -> Double.longBitsToDouble(input.int64()));
      default -> integer(key);
    };
  }

  public boolean flag(String key) {
    Value value = single(key, "bool");
    if (value.type() != ValueType.BOOL) {
      throw kindFault(key, value, "bool");
    }
    return reading(key, value, input -> input.int8() != 0);
  }

  public String text(String key) {
    Value value = single(key, "string");
    if (value.type() != ValueType.STRING) {
      throw kindFault(key, value, "string");
    }
    return reading(key, value, input -> input.text(MOST_TEXT));
  }

  /** An array of strings; they stay in memory as they are in the file. */
  public List<String> texts(String key) {
    Value value = array(key, ValueType.STRING);
    byte[] bytes = reading(key, value, input -> bytes(input, value));
    ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    int[] begins = new int[(int) value.count()]; // each has a length of 8 bytes: it fits
    for (int i = 0, begin = 0; i < begins.length; i++) {
      begins[i] = begin;
      begin += Long.BYTES + (int) buffer.getLong(begin);
    }
    return new ListView<>(
        begins.length,
        i -> {
          int length = (int) buffer.getLong(begins[i]);
          return new String(bytes, begins[i] + Long.BYTES, length, StandardCharsets.UTF_8);
        });
  }

  /** An array of float32 numbers. */
  public List<Float> floats(String key) {
    ByteBuffer numbers = numbers(key, ValueType.FLOAT32);
    return new ListView<>(numbers.capacity() / Float.BYTES, i -> numbers.getFloat(i * Float.BYTES));
  }

  /** An array of 32-bit whole numbers. */
  public List<Integer> integers(String key) {
    ByteBuffer numbers = numbers(key, ValueType.INT32);
    return new ListView<>(
        numbers.capacity() / Integer.BYTES, i -> numbers.getInt(i * Integer.BYTES));
  }

  private ByteBuffer numbers(String key, ValueType type) {
    Value value = array(key, type);
    byte[] bytes = reading(key, value, input -> bytes(input, value));
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static byte[] bytes(GgufInput input, Value value) throws IOException {
    if (value.bytes() > Integer.MAX_VALUE - Long.BYTES) {
      throw new IOException("an array of " + value.bytes() + " bytes");
    }
    byte[] bytes = new byte[(int) input.checked(value.bytes())];
    input.read(bytes);
    return bytes;
  }

  private static long whole(GgufInput input, ValueType type) throws IOException {
    return switch (type) {
      case UINT8 -> input.int8() & 0xffL;
      case INT8 -> input.int8();
      case UINT16 -> input.int16() & 0xffffL;
      case INT16 -> input.int16();
      case UINT32 -> input.int32() & 0xffff_ffffL;
      case INT32 -> input.int32();
      case UINT64 -> input.count();
      default -> input.int64();
    };
  }

  private Value single(String key, String wanted) {
    Value value = required(key);
    if (value.isArray()) {
      throw kindFault(key, value, wanted);
    }
    return value;
  }

  private Value array(String key, ValueType type) {
    Value value = required(key);
    if (!value.isArray() || value.type() != type) {
      throw kindFault(key, value, type + "[]");
    }
    return value;
  }

  private Value required(String key) {
    Value value = values.get(key);
    if (value == null) {
      throw new GemmaException("error.gguf.keyMissing", path, key);
    }
    return value;
  }

  private GemmaException kindFault(String key, Value value, String wanted) {
    return new GemmaException("error.gguf.keyKind", path, key, value.kind(), wanted);
  }

  /** Something that is read from the place of a value. */
  @FunctionalInterface
  private interface Reading<T> {
    T from(GgufInput input) throws IOException;
  }

  private <T> T reading(String key, Value value, Reading<T> reading) {
    try {
      return reading.from(new GgufInput(channel, value.position()));
    } catch (IOException e) {
      String reason =
          e instanceof EOFException ? String.valueOf(e.getMessage()) : key + ": " + e.getMessage();
      throw new GemmaException(e, "error.file.damaged", path, reason);
    }
  }
}
