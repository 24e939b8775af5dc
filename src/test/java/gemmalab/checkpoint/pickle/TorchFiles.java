package gemmalab.checkpoint.pickle;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Writes a pickle and storages in the three forms that torch has. */
final class TorchFiles {

  private TorchFiles() {}

  /** The entries of a zip, but for their prefix. */
  static Map<String, byte[]> entries(byte[] pickle, byte[]... storages) {
    Map<String, byte[]> entries = new LinkedHashMap<>();
    entries.put("data.pkl", pickle);
    entries.put("byteorder", "little".getBytes(StandardCharsets.US_ASCII));
    for (int i = 0; i < storages.length; i++) {
      entries.put("data/" + i, storages[i]);
    }
    return entries;
  }

  static Path zip(Path path, byte[] pickle, byte[]... storages) throws IOException {
    return zip(path, ZipEntry.STORED, "archive/", entries(pickle, storages));
  }

  static Path zip(Path path, int method, String prefix, Map<String, byte[]> entries)
      throws IOException {
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(path))) {
      for (Map.Entry<String, byte[]> each : entries.entrySet()) {
        ZipEntry entry = new ZipEntry(prefix + each.getKey());
        entry.setMethod(method);
        entry.setSize(each.getValue().length);
        CRC32 checksum = new CRC32();
        checksum.update(each.getValue());
        entry.setCrc(checksum.getValue());
        zip.putNextEntry(entry);
        zip.write(each.getValue());
      }
    }
    return path;
  }

  static Path folder(Path path, byte[] pickle, byte[]... storages) throws IOException {
    Files.createDirectories(path.resolve("data"));
    for (Map.Entry<String, byte[]> each : entries(pickle, storages).entrySet()) {
      Files.write(path.resolve(each.getKey()), each.getValue());
    }
    return path;
  }

  /** Storages are given in the order of their keys; {@code counts} are what stands before each. */
  static Path legacy(Path path, byte[] pickle, long[] counts, byte[]... storages)
      throws IOException {
    ByteArrayOutputStream keys = new ByteArrayOutputStream();
    PickleBytes list = PickleBytes.begin().ops("](");
    for (int i = 0; i < storages.length; i++) {
      list.text(String.valueOf(i));
    }
    keys.writeBytes(list.ops("e").end());
    try (OutputStream file = Files.newOutputStream(path)) {
      file.write(header());
      file.write(pickle);
      file.write(keys.toByteArray());
      for (int i = 0; i < storages.length; i++) {
        ByteBuffer count = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        file.write(count.putLong(counts[i]).array());
        file.write(storages[i]);
      }
    }
    return path;
  }

  /** The magic number, the protocol and the machine. */
  private static byte[] header() {
    ByteArrayOutputStream header = new ByteArrayOutputStream();
    header.writeBytes(
        PickleBytes.begin()
            .raw(0x8a, 10, 0x6c, 0xfc, 0x9c, 0x46, 0xf9, 0x20, 0x6a, 0xa8, 0x50, 0x19)
            .end());
    header.writeBytes(PickleBytes.begin().number(1001).end());
    header.writeBytes(PickleBytes.begin().ops("}").end());
    return header.toByteArray();
  }

  static byte[] floats(ByteOrder order, float... numbers) {
    ByteBuffer bytes = ByteBuffer.allocate(numbers.length * Float.BYTES).order(order);
    for (float number : numbers) {
      bytes.putFloat(number);
    }
    return bytes.array();
  }

  static byte[] floats(float... numbers) {
    return floats(ByteOrder.LITTLE_ENDIAN, numbers);
  }
}
