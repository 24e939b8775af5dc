package gemmalab.files;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ConcurrentModificationException;
import java.util.function.Function;

/**
 * One folder: replaced whole or not at all. After a crash at any moment the old or the new one is
 * there: {@link #whole} finds it, {@link #recover} puts it in its place.
 */
public final class DurableFolder {

  private static final int MOST_READINGS = 100;

  private DurableFolder() {}

  /** Fills a folder. */
  @FunctionalInterface
  public interface Writer {
    void writeInto(Path folder) throws IOException;
  }

  /** Writes or replaces a folder; those above it are made if need be. */
  public static void replace(Path folder, Writer writer) throws IOException {
    Files.createDirectories(folder.toAbsolutePath().normalize().resolveSibling(""));
    recover(folder);
    try (Staging staging = Staging.beside(folder)) {
      Path fresh = Files.createDirectory(staging.fresh());
      writer.writeInto(fresh);
      Disk.syncNames(fresh);
      if (Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
        takeAway(folder, staging);
      }
      Files.move(fresh, folder, StandardCopyOption.ATOMIC_MOVE);
      Disk.syncNames(Staging.parentOf(folder)); // the new one is there before the old one goes
    }
  }

  private static void takeAway(Path folder, Staging staging) throws IOException {
    staging.sync(); // or a power failure might leave the old folder where none finds it
    Files.move(folder, staging.old(), StandardCopyOption.ATOMIC_MOVE);
  }

  /**
   * Ends what crashes in the middle of a replacement left undone, of this folder and of all that
   * lie beside it. What another process is at work on is left to it.
   */
  public static void recover(Path folder) throws IOException {
    Staging.finishAbandoned(folder);
  }

  /** Where a folder is to be read: a crash may have left it under another name. */
  public static Path whole(Path folder) {
    return Files.exists(folder) ? folder : Staging.oldOf(folder).orElse(folder);
  }

  /**
   * Reads from a folder that another process may replace meanwhile: what fails because of that is
   * tried again with the new one.
   *
   * @param reading gets the folder as it is now; it may not exist
   */
  public static <T> T read(Path folder, Function<Path, T> reading) {
    for (int attempt = 1; ; attempt++) {
      Path at = whole(folder);
      String version = version(at);
      try {
        return reading.apply(at);
      } catch (RuntimeException e) {
        if (attempt == MOST_READINGS || version.equals(version(whole(folder)))) {
          throw e;
        }
      }
    }
  }

  /**
   * The same for a reading that does not fail if the folder goes meanwhile, but may take files for
   * missing then, or read some of the old one and some of the new.
   */
  public static <T> T readUnchanged(Path folder, Function<Path, T> reading) {
    return read(
        folder,
        at -> {
          String before = version(at);
          T value = reading.apply(at);
          if (!before.equals(version(at))) {
            throw new ConcurrentModificationException(at + " is being replaced");
          }
          return value;
        });
  }

  /** Tells a folder from one that has taken its place; an inode alone may be used anew. */
  private static String version(Path at) {
    try {
      BasicFileAttributes now = Files.readAttributes(at, BasicFileAttributes.class);
      return at + " " + now.fileKey() + " " + now.creationTime() + " " + now.lastModifiedTime();
    } catch (IOException e) {
      return "none";
    }
  }

  /** Whether a file or folder is one that this package made for a while. */
  public static boolean isTemporary(Path path) {
    return Staging.isNamedAsOne(path);
  }

  /**
   * Deletes a folder of the app's with all that is in it, if it is there. Whoever looks sees all of
   * it or nothing; what links in it point to stays.
   */
  public static void delete(Path folder) throws IOException {
    if (Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
      try (Staging staging = Staging.beside(folder)) {
        Files.move(folder, staging.doomed(), StandardCopyOption.ATOMIC_MOVE);
      }
    }
  }

  /**
   * Gives a folder its name, which must be free.
   *
   * @throws FileAlreadyExistsException if it is not
   */
  public static void rename(Path folder, Path name) throws IOException {
    if (Files.exists(name, LinkOption.NOFOLLOW_LINKS)) {
      throw new FileAlreadyExistsException(name.toString());
    }
    Files.move(folder, name, StandardCopyOption.ATOMIC_MOVE);
    Disk.syncNames(Staging.parentOf(name));
  }
}
