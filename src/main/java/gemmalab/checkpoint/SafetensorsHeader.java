package gemmalab.checkpoint;

import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import gemmalab.checkpoint.SafetensorsFile.TensorEntry;
import gemmalab.text.GemmaException;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The header of a safetensors file: where each tensor is. Nothing that it says is believed before
 * it was compared with the file's size.
 */
final class SafetensorsHeader {

  private static final int LENGTH_BYTES = 8;
  private static final long MAX_HEADER_BYTES = 100_000_000;

  private static final Map<String, DataType> TYPES =
      Map.of(
          "F64", DataType.FLOAT64,
          "F32", DataType.FLOAT32,
          "F16", DataType.FLOAT16,
          "BF16", DataType.BFLOAT16,
          "I64", DataType.INT64,
          "I32", DataType.INT32);

  private SafetensorsHeader() {}

  /**
   * Reads the header of a file and checks it against the file's size.
   *
   * @return tensors by name, in the order of the header
   */
  static Map<String, TensorEntry> read(Path path, FileChannel channel) throws IOException {
    long fileBytes = channel.size();
    long headerBytes = read(channel, 0, LENGTH_BYTES).getLong();
    if (headerBytes <= 0 || headerBytes > Math.min(MAX_HEADER_BYTES, fileBytes - LENGTH_BYTES)) {
      throw new IOException("header of " + headerBytes + " bytes in a file of " + fileBytes);
    }
    ByteBuffer text = read(channel, LENGTH_BYTES, (int) headerBytes);
    JsonObject header =
        JsonParser.parseString(StandardCharsets.UTF_8.decode(text).toString()).getAsJsonObject();
    Map<String, TensorEntry> entries = new LinkedHashMap<>();
    for (Map.Entry<String, JsonElement> tensor : header.entrySet()) {
      if (!tensor.getKey().equals("__metadata__")) {
        TensorEntry entry =
            entry(path, tensor.getKey(), tensor.getValue().getAsJsonObject(), headerBytes);
        if (entry.bytes() > fileBytes - entry.offset()) {
          throw new EOFException("it ends before tensor " + tensor.getKey());
        }
        entries.put(tensor.getKey(), entry);
      }
    }
    return entries;
  }

  private static TensorEntry entry(Path path, String name, JsonObject json, long headerBytes)
      throws IOException {
    String typeName = json.get("dtype").getAsString();
    DataType type = TYPES.get(typeName);
    if (type == null) {
      throw new GemmaException("error.tensor.type", path, name, typeName);
    }
    JsonArray sizes = json.getAsJsonArray("shape");
    long[] dimensions = new long[sizes.size()];
    long elements = 1;
    for (int i = 0; i < dimensions.length; i++) {
      dimensions[i] = size(sizes.get(i));
      elements = Math.multiplyExact(elements, dimensions[i]);
    }
    JsonArray place = json.getAsJsonArray("data_offsets");
    long begin = size(place.get(0));
    long bytes = size(place.get(1)) - begin;
    if (bytes != Math.multiplyExact(elements, (long) type.getNumOfBytes())) {
      throw new IOException("tensor " + name + " has a shape that does not fit its bytes");
    }
    long offset = Math.addExact(LENGTH_BYTES + headerBytes, begin);
    return new TensorEntry(type, new Shape(dimensions), offset, bytes);
  }

  /** A number from 0 on; one that does not fit 64 bits is no wrapped one, but damage. */
  private static long size(JsonElement number) throws IOException {
    long size = number.getAsBigDecimal().longValueExact();
    if (size < 0) {
      throw new IOException("a size of " + size);
    }
    return size;
  }

  private static ByteBuffer read(FileChannel channel, long position, int bytes) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    fill(channel, position, buffer);
    return buffer;
  }

  /** Reads until a buffer is full. */
  static void fill(FileChannel channel, long position, ByteBuffer buffer) throws IOException {
    while (buffer.hasRemaining()) {
      if (channel.read(buffer, position + buffer.position()) < 0) {
        throw new EOFException("it ends after " + channel.size() + " bytes");
      }
    }
    buffer.flip();
  }
}
