package gemmalab.checkpoint.safetensors;

import ai.djl.ndarray.types.Shape;
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

  /** Gemma 3's largest models need a tenth of it. */
  private static final long MAX_HEADER_BYTES = 4_000_000;

  /** Reads the header of a file and checks it against the file's size. */
  static SafetensorsHeader read(FileChannel channel) throws IOException {
    long fileBytes = channel.size();
    long headerBytes = read(channel, 0, LENGTH_BYTES).getLong();
    if (headerBytes <= 0 || headerBytes > fileBytes - LENGTH_BYTES) {
      throw new IOException("header of " + headerBytes + " bytes in a file of " + fileBytes);
    } else if (headerBytes > MAX_HEADER_BYTES) {
      throw new IOException(
          "header of " + headerBytes + " bytes, where " + MAX_HEADER_BYTES + " are the most");
    }
    ByteBuffer text = read(channel, LENGTH_BYTES, (int) headerBytes);
    String json = StandardCharsets.UTF_8.newDecoder().decode(text).toString();
    SafetensorsHeader header = new SafetensorsHeader(new LinkedHashMap<>(), new LinkedHashMap<>());
    for (HeaderEntry entry : HeaderEntry.readAll(json)) {
      header.add(entry, LENGTH_BYTES + headerBytes, fileBytes);
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

  private void add(HeaderEntry entry, long dataBegin, long fileBytes) throws IOException {
    String name = entry.name();
    long bytes = entry.end() - entry.begin();
    StoredTensor tensor = new StoredTensor(entry.type(), shape(entry), bytes);
    requireFit(name, tensor);
    long offset = Math.addExact(dataBegin, entry.begin());
    if (bytes > fileBytes - offset) {
      throw new EOFException("it ends before tensor " + name);
    }
    if (tensors.put(name, tensor) != null) {
      throw new IOException("tensor " + name + " is there twice");
    }
    offsets.put(name, offset);
  }

  private static Shape shape(HeaderEntry entry) {
    long elements = 1;
    for (long size : entry.shape()) {
      elements = Math.multiplyExact(elements, size);
    }
    return new Shape(entry.shape());
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
