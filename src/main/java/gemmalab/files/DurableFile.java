package gemmalab.files;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** One file: written whole or not at all, renamed, deleted. */
public final class DurableFile {

  private DurableFile() {}

  /** Writes or replaces a text file. */
  public static void write(Path path, String text) throws IOException {
    write(path, text.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Writes or replaces a file: whoever reads it finds all of the old bytes or all of the new ones.
   * A link stays, and what it points to is replaced; what is no file, such as {@code /dev/stdout},
   * is written to.
   */
  public static void write(Path path, byte[] bytes) throws IOException {
    Path target = Files.isSymbolicLink(path) && Files.exists(path) ? path.toRealPath() : path;
    if (Files.exists(target) && !Files.isRegularFile(target)) {
      Files.write(target, bytes);
      return;
    }
    replace(target, channel -> writeFully(channel, bytes));
  }

  /** Writes what a file is to hold, bit by bit. */
  @FunctionalInterface
  public interface Content {
    void writeTo(FileChannel channel) throws IOException;
  }

  /**
   * Writes or replaces a file that is too large for the memory, as {@link #write(Path, byte[])}.
   */
  public static void write(Path path, Content content) throws IOException {
    Path target = Files.isSymbolicLink(path) && Files.exists(path) ? path.toRealPath() : path;
    if (Files.exists(target) && !Files.isRegularFile(target)) {
      try (FileChannel channel = FileChannel.open(target, StandardOpenOption.WRITE)) {
        content.writeTo(channel);
      }
      return;
    }
    replace(target, content);
  }

  private static void replace(Path target, Content content) throws IOException {
    Staging.finishAbandoned(target);
    try (Staging staging = Staging.beside(target)) {
      writeNew(staging.fresh(), content);
      Files.move(
          staging.fresh(),
          target,
          StandardCopyOption.ATOMIC_MOVE,
          StandardCopyOption.REPLACE_EXISTING);
      Disk.syncNames(Staging.parentOf(target));
    }
  }

  /** Writes a text file that must not exist yet, in a folder that no one reads yet. */
  public static void writeNew(Path path, String text) throws IOException {
    writeNew(path, text.getBytes(StandardCharsets.UTF_8));
  }

  /** Writes a file that must not exist yet, in a folder that no one reads yet. */
  public static void writeNew(Path path, byte[] content) throws IOException {
    writeNew(path, channel -> writeFully(channel, content));
  }

  /** The same of what is too large for the memory. */
  public static void writeNew(Path path, Content content) throws IOException {
    try (FileChannel channel =
        FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      content.writeTo(channel);
      channel.force(true);
    }
  }

  private static void writeFully(FileChannel channel, byte[] content) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(content);
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }

  /** Adds to the end of a file, in one go, and makes the file if there is none. */
  public static void append(Path path, byte[] bytes) throws IOException {
    Files.write(path, bytes, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  /** Gives a finished file its name. */
  public static void rename(Path path, Path name) throws IOException {
    Files.move(path, name, StandardCopyOption.ATOMIC_MOVE);
    Disk.syncNames(Staging.parentOf(name));
  }

  /** Deletes a file, or a link but not what it points to; a folder is none. */
  public static void delete(Path file) throws IOException {
    if (!Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)) {
      Files.deleteIfExists(file);
    }
  }
}
