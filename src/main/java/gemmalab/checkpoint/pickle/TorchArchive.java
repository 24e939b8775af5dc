package gemmalab.checkpoint.pickle;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** What {@code torch.save} wrote: a pickle, and the bytes of the storages that it names. */
interface TorchArchive extends Closeable {

  /** What the pickle stands for. */
  Object root();

  /** The order of a number's bytes. */
  ByteOrder order();

  /** Bytes that a storage has; -1 if it is not there. */
  long bytes(String key) throws IOException;

  /** Whether any bytes of a storage are at hand without those before them. */
  boolean isRandomAccess(String key);

  /** Fills a buffer with bytes of a storage. */
  void read(String key, long position, ByteBuffer target) throws IOException;

  /** Opens a folder, a zip, or what torch wrote before it wrote zips. */
  static TorchArchive open(Path path) throws IOException {
    if (Files.isDirectory(path)) {
      return FolderArchive.open(path);
    }
    return ZipArchive.isZip(path) ? ZipArchive.open(path) : LegacyArchive.open(path);
  }

  /** Reads the one pickle of a stream that has so many bytes. */
  static Object unpickle(InputStream stream, long bytes, Path path, long fileBytes)
      throws IOException {
    Allowance allowance = new Allowance(fileBytes);
    PickleInput input = new PickleInput(stream, bytes, allowance);
    return new PickleMachine(input, new PickleNames(path), allowance).read();
  }

  /** Reads the file {@code byteorder}: a word. */
  static ByteOrder order(InputStream stream) throws IOException {
    String word = new String(stream.readNBytes(10), StandardCharsets.US_ASCII).strip();
    return switch (word) {
      case "little" -> ByteOrder.LITTLE_ENDIAN;
      case "big" -> ByteOrder.BIG_ENDIAN;
      default -> throw new IOException("a byte order called " + PickleNames.shown(word));
    };
  }
}
