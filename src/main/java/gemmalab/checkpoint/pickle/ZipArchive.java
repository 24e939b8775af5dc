package gemmalab.checkpoint.pickle;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * A zip: {@code data.pkl}, {@code data/KEY} for each storage and {@code byteorder}, all in a folder
 * that is called like the file was. Torch does not compress; whoever packed it again may have.
 */
final class ZipArchive implements TorchArchive {

  private static final int[] SIGNATURE = {'P', 'K', 3, 4};

  /** Entries that are open at a time: more than the tensors that are read beside each other. */
  private static final int MOST_OPEN = 4;

  private final ZipFile zip;
  private final ZipContents contents;
  private final Object root;
  private final ByteOrder order;
  private final Map<String, EntryStream> open = new LinkedHashMap<>(MOST_OPEN, 0.75f, true);

  private ZipArchive(ZipFile zip, Path path) throws IOException {
    this.zip = zip;
    long fileBytes = Files.size(path);
    contents = ZipContents.check(zip, fileBytes);
    order = readOrder();
    ZipEntry pickle = zip.getEntry(contents.pickle());
    try (InputStream stream = zip.getInputStream(pickle)) {
      root = TorchArchive.unpickle(stream, pickle.getSize(), path, fileBytes);
    }
  }

  static boolean isZip(Path path) throws IOException {
    try (InputStream stream = Files.newInputStream(path)) {
      for (int each : SIGNATURE) {
        if (stream.read() != each) {
          return false;
        }
      }
      return true;
    }
  }

  static ZipArchive open(Path path) throws IOException {
    ZipFile zip = new ZipFile(path.toFile());
    try {
      return new ZipArchive(zip, path);
    } catch (IOException | RuntimeException e) {
      zip.close();
      throw e;
    }
  }

  /** Files of before 2023 do not say it; hardly any machine was big-endian. */
  private ByteOrder readOrder() throws IOException {
    ZipEntry entry = zip.getEntry(contents.byteOrder());
    if (entry == null) {
      return ByteOrder.LITTLE_ENDIAN;
    }
    try (InputStream stream = zip.getInputStream(entry)) {
      return TorchArchive.order(stream);
    }
  }

  @Override
  public Object root() {
    return root;
  }

  @Override
  public ByteOrder order() {
    return order;
  }

  @Override
  public long bytes(String key) {
    ZipEntry entry = zip.getEntry(contents.storage(key));
    if (entry == null) {
      return -1;
    }
    return ZipContents.isStored(entry)
        ? Math.min(entry.getSize(), entry.getCompressedSize())
        : entry.getSize();
  }

  @Override
  public boolean isRandomAccess(String key) {
    ZipEntry entry = zip.getEntry(contents.storage(key));
    return entry != null && ZipContents.isStored(entry);
  }

  @Override
  public void read(String key, long position, ByteBuffer target) throws IOException {
    stream(key).read(position, target);
  }

  private EntryStream stream(String key) throws IOException {
    EntryStream stream = open.get(key);
    if (stream == null) {
      if (open.size() == MOST_OPEN) {
        EntryStream oldest = open.remove(open.keySet().iterator().next());
        if (oldest != null) {
          oldest.close();
        }
      }
      stream = new EntryStream(zip, zip.getEntry(contents.storage(key)));
      open.put(key, stream);
    }
    return stream;
  }

  @Override
  public void close() throws IOException {
    zip.close(); // with all streams of its entries
  }
}
