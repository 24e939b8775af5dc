package gemmalab.files;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A hidden folder beside a target, in which the target's next version is made and its last one
 * waits for its end. No user has such a name, and before anything is put into it, it gets a {@link
 * Marker} that says whose it is. Nothing of the app's is ever put into the target itself.
 *
 * <pre>
 * runs/one/last                          the target
 * runs/one/.gemma-lab-9c1f…/owner        the marker, locked by the process that is at work
 * runs/one/.gemma-lab-9c1f…/new          not finished
 * runs/one/.gemma-lab-9c1f…/old          the whole target, while there is none in its place
 * runs/one/.gemma-lab-9c1f…/doomed       being deleted
 * </pre>
 */
final class Staging implements AutoCloseable {

  private static final String PREFIX = ".gemma-lab-";
  private static final Pattern NAME = Pattern.compile(Pattern.quote(PREFIX) + "[0-9a-f]{16}");
  private static final String MARKER = "owner";
  private static final String OLD = "old";
  private static final int ATTEMPTS = 5;
  private static final SecureRandom RANDOM = new SecureRandom();

  private final Path folder;
  private final Path target;
  private final Marker marker;

  private Staging(Path folder, Path target, Marker marker) {
    this.folder = folder;
    this.target = target;
    this.marker = marker;
  }

  /** Makes one for a target, which need not exist; the folder around it must. */
  static Staging beside(Path target) throws IOException {
    Path parent = parentOf(target);
    String name = nameOf(target);
    for (int attempt = 1; ; attempt++) {
      Path folder =
          Files.createDirectory(
              parent.resolve(PREFIX + HexFormat.of().toHexDigits(RANDOM.nextLong())));
      try {
        Marker marker = Marker.create(folder.resolve(MARKER), name);
        return new Staging(folder, parent.resolve(name), marker);
      } catch (IOException e) {
        deleteIfEmpty(folder);
        // another process may have taken it for one that was left behind
        if (attempt == ATTEMPTS || !(e instanceof NoSuchFileException)) {
          throw e;
        }
      }
    }
  }

  Path fresh() {
    return folder.resolve("new");
  }

  Path old() {
    return folder.resolve(OLD);
  }

  Path doomed() {
    return folder.resolve("doomed");
  }

  /** Waits until the disk has the marker. */
  void sync() throws IOException {
    marker.sync();
    Disk.syncNames(folder);
  }

  /**
   * Ends the work, at whatever point it is: a target that was taken away and not replaced goes
   * back. What cannot be deleted now, because someone reads it, is left for the next time.
   */
  @Override
  public void close() throws IOException {
    try {
      if (Files.exists(old(), LinkOption.NOFOLLOW_LINKS)) {
        boolean replaced = Files.exists(target, LinkOption.NOFOLLOW_LINKS);
        // under its new name no reader takes what is half deleted for the whole
        Files.move(old(), replaced ? doomed() : target, StandardCopyOption.ATOMIC_MOVE);
      }
    } finally {
      deleteRest();
    }
  }

  private void deleteRest() {
    try {
      Disk.deleteTree(fresh());
      Disk.deleteTree(doomed());
    } catch (IOException e) {
      // the next one to write here tries again
    }
    marker.release(); // Windows deletes no file that is open
    deleteIfEmpty(folder);
  }

  /** Deletes it if there is at most a marker in it. */
  private static void deleteIfEmpty(Path folder) {
    try {
      if (isEmpty(folder)) {
        Files.deleteIfExists(folder.resolve(MARKER));
        Files.deleteIfExists(folder);
      }
    } catch (IOException e) {
      // the next one to write here tries again
    }
  }

  private static boolean isEmpty(Path folder) throws IOException {
    try (Stream<Path> inside = Files.list(folder)) {
      return inside.allMatch(path -> String.valueOf(path.getFileName()).equals(MARKER));
    }
  }

  /** Ends the work of all processes that were killed at it, beside a target. */
  static void finishAbandoned(Path target) throws IOException {
    for (Path folder : allIn(parentOf(target))) {
      Path file = folder.resolve(MARKER);
      Optional<Marker> marker = Marker.takeOver(file);
      if (marker.isPresent() && !marker.get().name().isEmpty()) {
        Path itsTarget = folder.resolveSibling(marker.get().name());
        new Staging(folder, itsTarget, marker.get()).close();
      } else if (marker.isPresent() || !Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
        deleteIfEmpty(folder); // killed before it put anything in
        marker.ifPresent(Marker::release);
      }
    }
  }

  /** The whole old version of a target that is not in its place, if a crash left one. */
  static Optional<Path> oldOf(Path target) {
    Path parent = target.toAbsolutePath().normalize().getParent();
    if (parent == null || !Files.isDirectory(parent)) {
      return Optional.empty();
    }
    String name = nameOf(target);
    try {
      return allIn(parent).stream()
          .filter(folder -> Marker.read(folder.resolve(MARKER)).filter(name::equals).isPresent())
          .map(folder -> folder.resolve(OLD))
          .filter(Files::exists)
          .findFirst();
    } catch (IOException e) {
      return Optional.empty(); // whoever opens the target will say what is wrong
    }
  }

  private static List<Path> allIn(Path parent) throws IOException {
    List<Path> found = new ArrayList<>();
    try (DirectoryStream<Path> inside = Files.newDirectoryStream(parent, PREFIX + "*")) {
      for (Path path : inside) {
        if (isNamedAsOne(path) && Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
          found.add(path);
        }
      }
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
    return found;
  }

  static boolean isNamedAsOne(Path path) {
    return NAME.matcher(String.valueOf(path.getFileName())).matches();
  }

  private static String nameOf(Path target) {
    return String.valueOf(target.toAbsolutePath().normalize().getFileName());
  }

  /** The real folder around a target: one and the same by whatever links it was reached. */
  static Path parentOf(Path target) throws IOException {
    Path parent = target.toAbsolutePath().normalize().getParent();
    if (parent == null) {
      throw new IOException(target + " is a root");
    }
    return parent.toRealPath();
  }
}
