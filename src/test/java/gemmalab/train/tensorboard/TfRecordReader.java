package gemmalab.train.tensorboard;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads record files by their description alone (tensorflow/core/lib/io/record_writer.h and RFC
 * 3720, B.4), with a CRC-32C that is computed bit by bit.
 */
final class TfRecordReader {

  private static final int POLYNOMIAL = 0x82F63B78; // 0x1EDC6F41, its bits in reverse

  private TfRecordReader() {}

  /**
   * The data of all records.
   *
   * @throws IOException if a checksum is wrong or the last record is not whole
   */
  static List<byte[]> read(Path file) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
    List<byte[]> records = new ArrayList<>();
    while (bytes.hasRemaining()) {
      records.add(record(bytes));
    }
    return records;
  }

  private static byte[] record(ByteBuffer bytes) throws IOException {
    byte[] length = take(bytes, 8);
    check("length", take(bytes, 4), length);
    long size = ByteBuffer.wrap(length).order(ByteOrder.LITTLE_ENDIAN).getLong();
    byte[] data = take(bytes, Math.toIntExact(size));
    check("data", take(bytes, 4), data);
    return data;
  }

  private static byte[] take(ByteBuffer bytes, int count) throws IOException {
    if (bytes.remaining() < count) {
      throw new IOException("truncated");
    }
    byte[] taken = new byte[count];
    bytes.get(taken);
    return taken;
  }

  private static void check(String what, byte[] stored, byte[] bytes) throws IOException {
    int crc = crc32c(bytes);
    int masked = ((crc >>> 15) | (crc << 17)) + 0xa282ead8;
    if (ByteBuffer.wrap(stored).order(ByteOrder.LITTLE_ENDIAN).getInt() != masked) {
      throw new IOException("wrong CRC of " + what);
    }
  }

  static int crc32c(byte[] bytes) {
    int crc = ~0;
    for (byte each : bytes) {
      crc ^= each & 0xFF;
      for (int bit = 0; bit < 8; bit++) {
        crc = (crc & 1) == 0 ? crc >>> 1 : (crc >>> 1) ^ POLYNOMIAL;
      }
    }
    return ~crc;
  }
}
