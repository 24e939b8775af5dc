package gemmalab.checkpoint.safetensors;

import ai.djl.ndarray.types.Shape;
import com.google.gson.Gson;
import com.google.gson.JsonObject;
import gemmalab.checkpoint.tensors.NumberType;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** The header of a file in which tensors of one type stand one after the other. */
final class SafetensorsHeaderText {

  private static final Gson GSON = new Gson();

  private SafetensorsHeaderText() {}

  /**
   * The first bytes of the file: the header with its length before it.
   *
   * @param metadata what else is said of the file
   */
  static ByteBuffer of(Map<String, Shape> tensors, NumberType type, Map<String, String> metadata) {
    JsonObject header = new JsonObject();
    header.add("__metadata__", GSON.toJsonTree(metadata));
    long offset = 0;
    for (Map.Entry<String, Shape> tensor : tensors.entrySet()) {
      long end = offset + tensor.getValue().size() * type.bytes();
      JsonObject entry = new JsonObject();
      entry.addProperty("dtype", type.safetensorsName());
      entry.add("shape", GSON.toJsonTree(tensor.getValue().getShape()));
      entry.add("data_offsets", GSON.toJsonTree(new long[] {offset, end}));
      header.add(tensor.getKey(), entry);
      offset = end;
    }
    return withLength(header.toString());
  }

  /** The format asks that tensors start at a multiple of 8 bytes; spaces fill the header. */
  private static ByteBuffer withLength(String json) {
    byte[] text = json.getBytes(StandardCharsets.UTF_8);
    int padded = (text.length + 7) / 8 * 8;
    ByteBuffer buffer =
        ByteBuffer.allocate(Long.BYTES + padded).order(ByteOrder.LITTLE_ENDIAN).putLong(padded);
    buffer.put(text);
    while (buffer.hasRemaining()) {
      buffer.put((byte) ' ');
    }
    return buffer.flip();
  }
}
