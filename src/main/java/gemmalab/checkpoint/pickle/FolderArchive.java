package gemmalab.checkpoint.pickle;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** An unpacked zip: {@code data.pkl} and the folder {@code data}. Links in it lead elsewhere. */
final class FolderArchive implements TorchArchive {

  static final String PICKLE = "data.pkl";

  private final Path data;
  private final Object root;
  private final ByteOrder order;
  private String openKey = "";
  private @Nullable FileChannel channel;

  private FolderArchive(Path data, Object root, ByteOrder order) {
    this.data = data;
    this.root = root;
    this.order = order;
  }

  static FolderArchive open(Path folder) throws IOException {
    Path data = folder.resolve("data");
    if (!Files.isDirectory(data, LinkOption.NOFOLLOW_LINKS)) {
      throw new IOException("beside data.pkl there is no folder data, or it is a link");
    }
    Path pickle = folder.resolve(PICKLE);
    long bytes = Files.size(requireFile(pickle));
    try (InputStream stream = Files.newInputStream(pickle)) {
      Object root = TorchArchive.unpickle(stream, bytes, folder, bytes);
      return new FolderArchive(data, root, readOrder(folder.resolve("byteorder")));
    }
  }

  private static ByteOrder readOrder(Path file) throws IOException {
    if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
      return ByteOrder.LITTLE_ENDIAN;
    }
    try (InputStream stream = Files.newInputStream(requireFile(file))) {
      return TorchArchive.order(stream);
    }
  }

  private static Path requireFile(Path file) throws IOException {
    if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      throw new IOException(file.getFileName() + " is missing, or a link");
    }
    return file;
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
  public long bytes(String key) throws IOException {
    Path file = data.resolve(key);
    return Files.exists(file, LinkOption.NOFOLLOW_LINKS) ? Files.size(requireFile(file)) : -1;
  }

  @Override
  public boolean isRandomAccess(String key) {
    return true;
  }

  @Override
  public void read(String key, long position, ByteBuffer target) throws IOException {
    if (channel == null || !openKey.equals(key)) {
      close();
      channel = FileChannel.open(requireFile(data.resolve(key)), StandardOpenOption.READ);
      openKey = key;
    }
    ChannelBytes.fill(channel, position, target);
  }

  @Override
  public void close() throws IOException {
    if (channel != null) {
      channel.close();
    }
  }
}
