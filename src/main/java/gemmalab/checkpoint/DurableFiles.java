package gemmalab.checkpoint;

import java.io.File;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Files that are whole or not there: written under another name, synced to the disk, then renamed.
 */
public final class DurableFiles {

  private static final String NEW = ".new";
  private static final String OLD = ".old";

  private DurableFiles() {}

  /** Fills a folder. */
  @FunctionalInterface
  public interface FolderWriter {
    void writeInto(Path folder) throws IOException;
  }

  /** Writes or replaces a text file. */
  public static void write(Path path, String text) throws IOException {
    write(path, text.getBytes(StandardCharsets.UTF_8));
  }

  /** Writes or replaces a file. */
  public static void write(Path path, byte[] content) throws IOException {
    Path fresh = beside(path, NEW);
    try (FileChannel channel =
        FileChannel.open(
            fresh,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      ByteBuffer bytes = ByteBuffer.wrap(content);
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
    }
    Files.move(fresh, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    syncParent(path);
  }

  /**
   * Writes or replaces a folder. After a crash at any moment the old or the new one is there whole:
   * {@link #whole} finds it, {@link #recover} puts it in its place.
   */
  public static void replaceFolder(Path folder, FolderWriter writer) throws IOException {
    recover(folder); // or the only whole folder might be an old one, and deleted below
    Path fresh = beside(folder, NEW);
    Path old = beside(folder, OLD);
    try {
      Files.createDirectories(fresh);
      writer.writeInto(fresh);
      sync(fresh);
      if (Files.exists(folder)) {
        Files.move(folder, old, StandardCopyOption.ATOMIC_MOVE);
      }
      Files.move(fresh, folder, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      delete(fresh); // what could not be finished
    }
    syncParent(folder); // the new one is there for good before the old one goes
    delete(old);
  }

  /**
   * Ends what a crash in the middle of {@link #replaceFolder} left undone. Only for whoever may
   * write the folder: it would take a new one from under another writer.
   */
  public static void recover(Path folder) throws IOException {
    Path old = beside(folder, OLD);
    if (!Files.exists(folder) && Files.exists(old)) {
      Files.move(old, folder, StandardCopyOption.ATOMIC_MOVE);
    }
    delete(beside(folder, NEW));
    delete(old);
  }

  /** Where a folder is to be read: a crash may have left it under its old name. */
  public static Path whole(Path folder) {
    Path name = folder.getFileName();
    if (name == null || Files.exists(folder)) {
      return folder;
    }
    Path old = beside(folder, OLD);
    return Files.exists(old) ? old : folder;
  }

  /** Deletes a file or a folder with all that is in it, if it is there. */
  public static void delete(Path path) throws IOException {
    if (!Files.exists(path)) {
      return;
    }
    List<Path> deepestFirst;
    try (Stream<Path> all = Files.walk(path)) {
      deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path each : deepestFirst) {
      Files.delete(each);
    }
  }

  private static Path beside(Path path, String suffix) {
    return path.resolveSibling(path.getFileName() + suffix);
  }

  private static void syncParent(Path path) throws IOException {
    Path parent = path.toAbsolutePath().getParent();
    if (parent != null) {
      sync(parent);
    }
  }

  /** Makes names in a folder outlast a power failure; Windows has no such call and needs none. */
  private static void sync(Path folder) throws IOException {
    if (File.separatorChar == '/') {
      try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
        channel.force(true);
      }
    }
  }
}
