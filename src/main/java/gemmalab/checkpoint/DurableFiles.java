package gemmalab.checkpoint;

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
    Path fresh = path.resolveSibling(path.getFileName() + NEW);
    try (FileChannel channel =
        FileChannel.open(
            fresh,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
    }
    Files.move(fresh, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  /**
   * Writes or replaces a folder. After a crash at any moment the old or the new one is there whole;
   * {@link #recover} puts it in its place.
   */
  public static void replaceFolder(Path folder, FolderWriter writer) throws IOException {
    Path fresh = folder.resolveSibling(folder.getFileName() + NEW);
    Path old = folder.resolveSibling(folder.getFileName() + OLD);
    delete(fresh);
    try {
      Files.createDirectories(fresh);
      writer.writeInto(fresh);
      delete(old);
      if (Files.exists(folder)) {
        Files.move(folder, old, StandardCopyOption.ATOMIC_MOVE);
      }
      Files.move(fresh, folder, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      delete(fresh); // what could not be finished
    }
    delete(old);
  }

  /** Ends what a crash in the middle of {@link #replaceFolder} left undone. */
  public static void recover(Path folder) throws IOException {
    Path old = folder.resolveSibling(folder.getFileName() + OLD);
    if (!Files.exists(folder) && Files.exists(old)) {
      Files.move(old, folder, StandardCopyOption.ATOMIC_MOVE);
    }
    delete(folder.resolveSibling(folder.getFileName() + NEW));
    delete(old);
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
}
