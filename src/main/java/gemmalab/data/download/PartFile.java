package gemmalab.data.download;

import gemmalab.data.PreparationMonitor;
import gemmalab.data.Sha256;
import gemmalab.files.DurableFile;
import gemmalab.text.GemmaException;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Optional;

/**
 * What has come of a file so far: {@code NAME.part}, and the ETag of the version that it is a part
 * of in {@code NAME.part.etag}. One process at a time may have it open.
 */
final class PartFile implements Closeable {

  private static final int BUFFER = 1 << 20;

  private final Path path;
  private final Path etagPath;
  private final FileChannel channel;

  private PartFile(Path path, FileChannel channel) {
    this.path = path;
    this.etagPath = path.resolveSibling(path.getFileName() + ".etag");
    this.channel = channel;
  }

  /** Opens the part of a file that will have the given path when it is whole. */
  static PartFile of(Path whole) throws IOException {
    Path path = whole.resolveSibling(whole.getFileName() + ".part");
    FileChannel channel =
        FileChannel.open(
            path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    try {
      if (channel.tryLock() == null) {
        throw new OverlappingFileLockException();
      }
    } catch (OverlappingFileLockException e) {
      channel.close();
      throw new GemmaException(e, "error.download.busy", whole);
    }
    channel.position(channel.size());
    return new PartFile(path, channel);
  }

  long size() throws IOException {
    return channel.size();
  }

  /** The version that the part is of, if the server named it. */
  Optional<String> etag() throws IOException {
    return Files.exists(etagPath) ? Optional.of(Files.readString(etagPath)) : Optional.empty();
  }

  /** Throws away what there is; what comes next is the beginning of this version. */
  void restart(Optional<String> etag) throws IOException {
    channel.truncate(0);
    DurableFile.delete(etagPath);
    if (etag.isPresent()) {
      DurableFile.write(etagPath, etag.get());
    }
  }

  void append(byte[] bytes) throws IOException {
    ByteBuffer rest = ByteBuffer.wrap(bytes);
    while (rest.hasRemaining()) {
      channel.write(rest);
    }
  }

  /** The SHA-256 of what is on the disk, in hexadecimal digits. */
  String sha256(PreparationMonitor monitor) throws IOException {
    MessageDigest digest = Sha256.digest();
    ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
    for (long at = 0; channel.read(buffer, at) > 0; buffer.clear()) {
      monitor.throwIfCancelled();
      at += buffer.position();
      digest.update(buffer.flip());
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  /** Gives the part, which is whole and verified, its name, and closes it. */
  void becomes(Path whole) throws IOException {
    channel.force(true);
    close();
    DurableFile.rename(path, whole);
    DurableFile.delete(etagPath); // after it: a part without its version is begun anew
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
