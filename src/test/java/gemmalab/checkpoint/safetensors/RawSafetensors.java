package gemmalab.checkpoint.safetensors;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes safetensors files byte by byte, damaged ones too. */
final class RawSafetensors {

  private RawSafetensors() {}

  /** A file whose header says that it is as long as it is. */
  static Path write(Path file, String header, byte... tensors) throws IOException {
    return write(file, header.getBytes(StandardCharsets.UTF_8).length, header, tensors);
  }

  /** A file whose header says that it has another length. */
  static Path write(Path file, long headerBytes, String header, byte... tensors)
      throws IOException {
    byte[] text = header.getBytes(StandardCharsets.UTF_8);
    ByteBuffer bytes =
        ByteBuffer.allocate(Long.BYTES + text.length + tensors.length)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putLong(headerBytes)
            .put(text)
            .put(tensors);
    return Files.write(file, bytes.array());
  }

  /** A header of one tensor. */
  static String header(String name, String type, String shape, long begin, long end) {
    return "{\"%s\":{\"dtype\":\"%s\",\"shape\":%s,\"data_offsets\":[%d,%d]}}"
        .formatted(name, type, shape, begin, end);
  }
}
