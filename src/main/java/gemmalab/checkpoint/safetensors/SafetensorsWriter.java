package gemmalab.checkpoint.safetensors;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import gemmalab.checkpoint.tensors.EncodedTensors;
import gemmalab.checkpoint.tensors.NumberType;
import gemmalab.tensor.TensorTurns;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Writes tensors as a safetensors file, one of them in memory at a time. Of tensors of the engine
 * only the copy needs the tensor thread; the disk is waited for on the thread of whoever writes.
 */
public final class SafetensorsWriter {

  /** What transformers asks a file to say of itself. */
  private static final Map<String, String> FORMAT = Map.of("format", "pt");

  private SafetensorsWriter() {}

  /**
   * Writes a new file of float32 and waits until the disk has it.
   *
   * @param turns in which the tensors are copied, one in each
   * @throws IOException if the file exists or cannot be written
   */
  public static void write(Path path, Map<String, NDArray> tensors, TensorTurns turns)
      throws IOException {
    try (FileChannel channel =
        FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      Map<String, Shape> shapes = turns.call(() -> shapes(tensors));
      writeFully(channel, SafetensorsHeaderText.of(shapes, NumberType.FLOAT32, FORMAT));
      for (NDArray tensor : tensors.values()) {
        ByteBuffer copy = turns.call(tensor::toByteBuffer);
        writeFully(channel, copy.order(ByteOrder.nativeOrder()));
      }
      channel.force(true);
    }
  }

  /** Writes tensors that are no one's in memory. */
  public static void write(
      FileChannel channel, Map<String, Shape> tensors, NumberType type, EncodedTensors bytes)
      throws IOException {
    writeFully(channel, SafetensorsHeaderText.of(tensors, type, FORMAT));
    for (String name : tensors.keySet()) {
      bytes.forEach(name, some -> writeFully(channel, some));
    }
  }

  private static Map<String, Shape> shapes(Map<String, NDArray> tensors) {
    Map<String, Shape> shapes = new LinkedHashMap<>();
    tensors.forEach(
        (name, tensor) -> {
          if (tensor.getDataType() != DataType.FLOAT32) {
            throw new IllegalArgumentException(name + " is not float32");
          }
          shapes.put(name, tensor.getShape());
        });
    return shapes;
  }

  private static void writeFully(FileChannel channel, ByteBuffer buffer) throws IOException {
    while (buffer.hasRemaining()) {
      channel.write(buffer);
    }
  }
}
