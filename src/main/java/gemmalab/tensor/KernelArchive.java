package gemmalab.tensor;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Packs TorchScript source text into the archive that PyTorch loads: a zip of stored entries with
 * the text, the pickled module object, an empty tuple of constants and the format's version.
 */
final class KernelArchive {

  /**
   * A pickle, protocol 2, of an object of class {@code __torch__.Kernels} with training = False.
   */
  private static final String MODULE =
      "\u0080\u0002c__torch__\nKernels\nq\u0000)\u0081}(X\b\u0000\u0000\u0000trainingq\u0001\u0089ubq\u0002.";

  private static final String EMPTY_TUPLE = "\u0080\u0002).";

  /** With an older version the signatures of old operators apply. */
  private static final String FORMAT_VERSION = "10\n";

  private KernelArchive() {}

  static byte[] pack(String source) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      store(zip, "kernels/data.pkl", MODULE.getBytes(StandardCharsets.ISO_8859_1));
      store(zip, "kernels/code/__torch__.py", source.getBytes(StandardCharsets.UTF_8));
      store(zip, "kernels/constants.pkl", EMPTY_TUPLE.getBytes(StandardCharsets.ISO_8859_1));
      store(zip, "kernels/version", FORMAT_VERSION.getBytes(StandardCharsets.US_ASCII));
    }
    return bytes.toByteArray();
  }

  /** PyTorch reads entries in place, so none may be compressed. */
  private static void store(ZipOutputStream zip, String name, byte[] data) throws IOException {
    CRC32 checksum = new CRC32();
    checksum.update(data);
    ZipEntry entry = new ZipEntry(name);
    entry.setMethod(ZipEntry.STORED);
    entry.setSize(data.length);
    entry.setCrc(checksum.getValue());
    zip.putNextEntry(entry);
    zip.write(data);
    zip.closeEntry();
  }
}
