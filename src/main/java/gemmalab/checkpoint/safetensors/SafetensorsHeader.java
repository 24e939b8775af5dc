package gemmalab.checkpoint.safetensors;

import ai.djl.ndarray.types.Shape;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import gemmalab.checkpoint.tensors.StoredTensor;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The header of a safetensors file: where each tensor is. Nothing that it says is believed before
 * it was compared with the file's size.
 */
record SafetensorsHeader(Map<String, StoredTensor> tensors, Map<String, Long> offsets) {

  private static final int LENGTH_BYTES = 8;
  private static final long MAX_HEADER_BYTES = 100_000_000;

  /** Reads the header of a file and checks it against the file's size. */
  static SafetensorsHeader read(FileChannel channel) throws IOException {
    long fileBytes = channel.size();
    long headerBytes = read(channel, 0, LENGTH_BYTES).getLong();
    if (headerBytes <= 0 || headerBytes > Math.min(MAX_HEADER_BYTES, fileBytes - LENGTH_BYTES)) {
      throw new IOException("header of " + headerBytes + " bytes in a file of " + fileBytes);
    }
    ByteBuffer text = read(channel, LENGTH_BYTES, (int) headerBytes);
    JsonObject json =
        JsonParser.parseString(StandardCharsets.UTF_8.decode(text).toString()).getAsJsonObject();
    SafetensorsHeader header = new SafetensorsHeader(new LinkedHashMap<>(), new LinkedHashMap<>());
    for (Map.Entry<String, JsonElement> entry : json.entrySet()) {
      if (!entry.getKey().equals("__metadata__")) {
        header.add(
            entry.getKey(),
            entry.getValue().getAsJsonObject(),
            LENGTH_BYTES + headerBytes,
            fileBytes);
      }
    }
    header.requireDisjoint();
    return header;
  }

  /** No tensor's bytes are another's too: who wrote such a file meant no good. */
  private void requireDisjoint() throws IOException {
    List<String> inOrder = new ArrayList<>(offsets.keySet());
    inOrder.sort(Comparator.comparing(offsets::get));
    long end = 0;
    for (String name : inOrder) {
      StoredTensor tensor = tensors.get(name);
      Long offset = offsets.get(name);
      if (tensor != null && offset != null && tensor.bytes() > 0) {
        if (offset < end) {
          throw new IOException("tensor " + name + " begins within another");
        }
        end = offset + tensor.bytes();
      }
    }
  }

  private void add(String name, JsonObject json, long dataBegin, long fileBytes)
      throws IOException {
    JsonArray place = json.getAsJsonArray("data_offsets");
    long begin = size(place.get(0));
    long bytes = size(place.get(1)) - begin;
    StoredTensor tensor =
        new StoredTensor(
            json.get("dtype").getAsString(), shape(json.getAsJsonArray("shape")), bytes);
    requireFit(name, tensor);
    long offset = Math.addExact(dataBegin, begin);
    if (bytes > fileBytes - offset) {
      throw new EOFException("it ends before tensor " + name);
    }
    tensors.put(name, tensor);
    offsets.put(name, offset);
  }

  private static Shape shape(JsonArray sizes) throws IOException {
    long[] dimensions = new long[sizes.size()];
    long elements = 1;
    for (int i = 0; i < dimensions.length; i++) {
      dimensions[i] = size(sizes.get(i));
      elements = Math.multiplyExact(elements, dimensions[i]);
    }
    return new Shape(dimensions);
  }

  /**
   * Compares shape and bytes; of a type that is not read only that its bytes are no fewer than 0.
   */
  private static void requireFit(String name, StoredTensor tensor) throws IOException {
    Optional<ElementType> type = ElementType.named(tensor.type());
    long expected =
        type.isPresent()
            ? Math.multiplyExact(tensor.shape().size(), (long) type.get().bytes())
            : Math.max(0, tensor.bytes());
    if (tensor.bytes() != expected) {
      throw new IOException("tensor " + name + " has a shape that does not fit its bytes");
    }
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
