package gemmalab.checkpoint.pickle;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/**
 * Writes a zip as torch does: nothing compressed, the bytes of each entry at a multiple of 64, in
 * zip's larger form where 4 GiB are passed. Java's own writer wants to know an entry's check sum
 * before its bytes. No clock is asked, so that the same content gives the same file.
 */
final class StoredZipWriter {

  private static final int LOCAL_HEADER = 0x04034b50;
  private static final int CENTRAL_HEADER = 0x02014b50;
  private static final int END = 0x06054b50;
  private static final int LARGE_END = 0x06064b50;
  private static final int LARGE_END_PLACE = 0x07064b50;

  private static final int LOCAL_BYTES = 30;
  private static final int CENTRAL_BYTES = 46;
  private static final int CHECK_SUM_AT = 14;
  private static final int EXTRA_BYTES = 4;
  private static final int LARGE_EXTRA = 1;

  /** Torch's own number for bytes that only move the entry. */
  private static final int PADDING_EXTRA = 0x4246;

  private static final int ALIGNMENT = 64;
  private static final long LARGE = 0xffffffffL;
  private static final int LARGE_COUNT = 0xffff;
  private static final short VERSION = 20;
  private static final short LARGE_VERSION = 45;

  /** The first day that a zip can say, 1980-01-01. */
  private static final short DATE = 0x21;

  private final FileChannel channel;
  private final ByteArrayOutputStream directory = new ByteArrayOutputStream();
  private long written;
  private int entries;

  StoredZipWriter(FileChannel channel) {
    this.channel = channel;
  }

  /** Takes the bytes of an entry. */
  interface Target {
    void put(ByteBuffer bytes) throws IOException;
  }

  /** Gives them. */
  interface Content {
    void writeTo(Target target) throws IOException;
  }

  /** Writes a small entry. */
  void entry(String name, byte[] content) throws IOException {
    entry(name, content.length, target -> target.put(ByteBuffer.wrap(content)));
  }

  /**
   * Writes an entry.
   *
   * @param size that it will have, in bytes
   */
  void entry(String name, long size, Content content) throws IOException {
    byte[] ascii = name.getBytes(StandardCharsets.US_ASCII);
    long start = written;
    put(localHeader(ascii, size));
    long begin = written;
    CRC32 checkSum = new CRC32();
    content.writeTo(
        bytes -> {
          checkSum.update(bytes.duplicate());
          put(bytes);
        });
    if (written - begin != size) {
      throw new IOException(name + " has " + (written - begin) + " bytes instead of " + size);
    }
    ByteBuffer sum = buffer(Integer.BYTES).putInt((int) checkSum.getValue()).flip();
    channel.write(sum, start + CHECK_SUM_AT);
    addToDirectory(ascii, size, (int) checkSum.getValue(), start);
  }

  /** Writes the directory, without which there is no zip. */
  void end() throws IOException {
    long begin = written;
    put(ByteBuffer.wrap(directory.toByteArray()));
    long length = written - begin;
    if (begin >= LARGE || length >= LARGE || entries >= LARGE_COUNT) {
      endLarge(begin, length);
    }
    ByteBuffer end = buffer(22).putInt(END).putInt(0);
    short count = (short) Math.min(entries, LARGE_COUNT);
    end.putShort(count).putShort(count);
    end.putInt((int) Math.min(length, LARGE)).putInt((int) Math.min(begin, LARGE));
    put(end.putShort((short) 0).flip());
  }

  private void endLarge(long begin, long length) throws IOException {
    long at = written;
    ByteBuffer end = buffer(56 + 20).putInt(LARGE_END).putLong(44);
    end.putShort(LARGE_VERSION).putShort(LARGE_VERSION).putInt(0).putInt(0);
    end.putLong(entries).putLong(entries).putLong(length).putLong(begin);
    end.putInt(LARGE_END_PLACE).putInt(0).putLong(at).putInt(1);
    put(end.flip());
  }

  private ByteBuffer localHeader(byte[] name, long size) {
    int large = size >= LARGE ? EXTRA_BYTES + 2 * Long.BYTES : 0;
    long unpadded = written + LOCAL_BYTES + name.length + large + EXTRA_BYTES;
    int padding = (int) ((ALIGNMENT - unpadded % ALIGNMENT) % ALIGNMENT);
    int extra = large + EXTRA_BYTES + padding;
    ByteBuffer header = buffer(LOCAL_BYTES + name.length + extra).putInt(LOCAL_HEADER);
    putKind(header, large > 0);
    header.putInt(0); // the check sum comes when the bytes have been written
    putSizes(header, size).putShort((short) name.length).putShort((short) extra).put(name);
    if (large > 0) {
      header.putShort((short) LARGE_EXTRA).putShort((short) (2 * Long.BYTES));
      header.putLong(size).putLong(size);
    }
    header.putShort((short) PADDING_EXTRA).putShort((short) padding);
    return header.position(header.limit()).flip();
  }

  private void addToDirectory(byte[] name, long size, int checkSum, long start) {
    boolean large = size >= LARGE || start >= LARGE;
    int extra = large ? EXTRA_BYTES + 3 * Long.BYTES : 0;
    byte[] bytes = new byte[CENTRAL_BYTES + name.length + extra];
    ByteBuffer header = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    header.putInt(CENTRAL_HEADER);
    header.putShort(large ? LARGE_VERSION : VERSION);
    putKind(header, large);
    header.putInt(checkSum);
    if (large) {
      header.putInt((int) LARGE).putInt((int) LARGE);
    } else {
      putSizes(header, size);
    }
    header.putShort((short) name.length).putShort((short) extra).putShort((short) 0);
    header.putShort((short) 0).putShort((short) 0).putInt(0);
    header.putInt(large ? (int) LARGE : (int) start).put(name);
    if (large) {
      header.putShort((short) LARGE_EXTRA).putShort((short) (3 * Long.BYTES));
      header.putLong(size).putLong(size).putLong(start);
    }
    directory.writeBytes(bytes);
    entries++;
  }

  /** Version, flags, method and time. */
  private static void putKind(ByteBuffer header, boolean large) {
    header.putShort(large ? LARGE_VERSION : VERSION).putShort((short) 0).putShort((short) 0);
    header.putShort((short) 0).putShort(DATE);
  }

  private static ByteBuffer putSizes(ByteBuffer header, long size) {
    int shown = (int) Math.min(size, LARGE);
    return header.putInt(shown).putInt(shown);
  }

  private void put(ByteBuffer bytes) throws IOException {
    written += bytes.remaining();
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }

  private static ByteBuffer buffer(int bytes) {
    return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }
}
