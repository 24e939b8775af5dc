package gemmalab.checkpoint.pickle;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/** An entry of a zip, which is read forward; to go back it is opened again. */
final class EntryStream {

  private final ZipFile zip;
  private final ZipEntry entry;
  private InputStream stream;
  private long position;

  EntryStream(ZipFile zip, ZipEntry entry) throws IOException {
    this.zip = zip;
    this.entry = entry;
    stream = zip.getInputStream(entry);
  }

  /**
   * Reads as many bytes as the target has room for.
   *
   * @throws IOException naming the entry if it is damaged: the zip's list of entries is checked
   *     when it is opened, each entry's own header and bytes only now
   */
  void read(long from, ByteBuffer target) throws IOException {
    try {
      readForward(from, target);
    } catch (ZipException | EOFException e) { // whose texts are the zip reader's own, or none
      throw new IOException("its entry " + PickleNames.shown(entry.getName()) + " is not whole", e);
    }
  }

  private void readForward(long from, ByteBuffer target) throws IOException {
    if (from < position) {
      stream.close();
      stream = zip.getInputStream(entry);
      position = 0;
    }
    stream.skipNBytes(from - position);
    int bytes = target.remaining();
    int read = stream.readNBytes(target.array(), target.arrayOffset() + target.position(), bytes);
    position = from + read;
    if (read < bytes) {
      throw new EOFException();
    }
    target.position(target.position() + bytes);
  }

  void close() throws IOException {
    stream.close();
  }
}
