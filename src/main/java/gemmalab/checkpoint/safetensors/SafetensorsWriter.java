package gemmalab.checkpoint.safetensors;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import com.google.gson.Gson;
import com.google.gson.JsonObject;
import gemmalab.tensor.TensorTurns;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;

/**
 * Writes float32 tensors as a safetensors file, one tensor in memory at a time. Only the copy of a
 * tensor needs the tensor thread; the disk is waited for on the thread of whoever writes.
 */
public final class SafetensorsWriter {

  private SafetensorsWriter() {}

  /**
   * Writes a new file and waits until the disk has it.
   *
   * @param turns in which the tensors are copied, one in each
   * @throws IOException if the file exists or cannot be written
   */
  public static void write(Path path, Map<String, NDArray> tensors, TensorTurns turns)
      throws IOException {
    try (FileChannel channel =
        FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      writeFully(channel, turns.call(() -> header(tensors)));
      for (NDArray tensor : tensors.values()) {
        ByteBuffer copy = turns.call(tensor::toByteBuffer);
        writeFully(channel, copy.order(ByteOrder.nativeOrder()));
      }
      channel.force(true);
    }
  }

  private static ByteBuffer header(Map<String, NDArray> tensors) {
    JsonObject header = new JsonObject();
    JsonObject metadata = new JsonObject();
    metadata.addProperty("format", "pt");
    header.add("__metadata__", metadata);
    Gson gson = new Gson();
    long offset = 0;
    for (Map.Entry<String, NDArray> tensor : tensors.entrySet()) {
      NDArray array = tensor.getValue();
      if (array.getDataType() != DataType.FLOAT32) {
        throw new IllegalArgumentException(tensor.getKey() + " is not float32");
      }
      long end = offset + array.size() * Float.BYTES;
      JsonObject entry = new JsonObject();
      entry.addProperty("dtype", "F32");
      entry.add("shape", gson.toJsonTree(array.getShape().getShape()));
      entry.add("data_offsets", gson.toJsonTree(new long[] {offset, end}));
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

  private static void writeFully(FileChannel channel, ByteBuffer buffer) throws IOException {
    while (buffer.hasRemaining()) {
      channel.write(buffer);
    }
  }
}
