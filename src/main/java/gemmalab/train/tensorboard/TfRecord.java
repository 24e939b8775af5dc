package gemmalab.train.tensorboard;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;

/**
 * The framing of TensorFlow's record files (tensorflow/core/lib/io/record_writer.h), little-endian:
 *
 * <pre>
 * uint64 length
 * uint32 masked CRC-32C of the 8 bytes of length
 * byte   data[length]
 * uint32 masked CRC-32C of data
 * </pre>
 */
final class TfRecord {

  private static final int MASK_DELTA = 0xa282ead8;

  private TfRecord() {}

  /** One record, ready to be added to a file. */
  static byte[] of(byte[] data) {
    ByteBuffer record =
        ByteBuffer.allocate(Long.BYTES + Integer.BYTES + data.length + Integer.BYTES)
            .order(ByteOrder.LITTLE_ENDIAN);
    record.putLong(data.length);
    record.putInt(maskedCrc(record.array(), Long.BYTES));
    record.put(data);
    record.putInt(maskedCrc(data, data.length));
    return record.array();
  }

  /** Masked, for a CRC over bytes that hold a CRC themselves says little. */
  private static int maskedCrc(byte[] bytes, int length) {
    CRC32C crc = new CRC32C();
    crc.update(bytes, 0, length);
    return Integer.rotateRight((int) crc.getValue(), 15) + MASK_DELTA;
  }
}
