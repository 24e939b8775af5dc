package gemmalab;

import gemmalab.files.DurableFile;
import gemmalab.text.GemmaException;
import gemmalab.text.Messages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * The user's home, below which this app and the libraries that it uses keep what they need. A user
 * without an entry in the system's list of users has none (Java then calls it {@code ?}), and some
 * homes cannot be written; a temporary folder takes its place.
 */
final class UserHome {

  static final String PROPERTY = "user.home";

  private UserHome() {}

  /**
   * Makes sure that {@code user.home} is a folder that can be written. The property itself is
   * replaced, since PyTorch's, JavaFX's and JNA's caches follow it.
   *
   * @throws GemmaException if no folder can be written
   */
  static void makeUsable() {
    String named = System.getProperty(PROPERTY, "");
    if (!isWritable(named)) {
      Path other = temporary(named);
      System.setProperty(PROPERTY, other.toString());
      System.err.println(Messages.english().format("start.home", named, other));
    }
  }

  /** Tries it: rights on paper say little on read-only disks and for administrators. */
  static boolean isWritable(String folder) {
    try {
      Path path = Path.of(folder);
      if (!path.isAbsolute()) {
        return false;
      }
      Files.createDirectories(path);
      DurableFile.delete(Files.createTempFile(path, ".gemma-lab", ""));
      return true;
    } catch (IOException | InvalidPathException | SecurityException e) {
      return false;
    }
  }

  /** The same at each start, so that PyTorch is unpacked once. */
  private static Path temporary(String home) {
    String place = System.getProperty("java.io.tmpdir");
    try {
      return ownFolder(Path.of(place));
    } catch (IOException | InvalidPathException e) {
      throw new GemmaException(e, "error.home", home, place);
    }
  }

  /** Programs are loaded from it, so it must not be a folder that another user has laid there. */
  private static Path ownFolder(Path place) throws IOException {
    String user = System.getProperty("user.name", "").replaceAll("[^A-Za-z0-9_-]", "");
    Path folder = place.resolve("gemma-lab-" + user);
    FileAttribute<?>[] mine =
        Files.getFileStore(place).supportsFileAttributeView("posix")
            ? new FileAttribute<?>[] {
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))
            }
            : new FileAttribute<?>[0];
    if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
      Files.createDirectory(folder, mine);
    }
    return isMine(folder, place) ? folder : Files.createTempDirectory(place, "gemma-lab-");
  }

  private static boolean isMine(Path folder, Path place) throws IOException {
    Path probe = Files.createTempFile(place, "gemma-lab-", "");
    try {
      return Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)
          && Files.getOwner(folder, LinkOption.NOFOLLOW_LINKS).equals(Files.getOwner(probe))
          && isWritable(folder.toString());
    } finally {
      DurableFile.delete(probe);
    }
  }
}
