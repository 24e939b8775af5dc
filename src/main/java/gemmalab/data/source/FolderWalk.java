package gemmalab.data.source;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds the text files in a folder and below it, in the order of their names. Links are followed;
 * what several lead to is found once, so links in a circle do no harm. What is hidden is passed
 * over and counted: files and folders whose names begin with a dot (editors, notebooks, macOS's
 * {@code ._x}), and {@code __MACOSX}, which macOS puts into archives.
 */
final class FolderWalk {

  private static final Set<String> HIDDEN = Set.of("__MACOSX", "__pycache__");

  private final List<Path> files = new ArrayList<>();
  private final Set<Path> seen = new HashSet<>();
  private long hidden;

  private FolderWalk() {}

  /**
   * Walks through a folder.
   *
   * @throws IOException naming the folder that cannot be read
   */
  static FolderWalk of(Path folder) throws IOException {
    FolderWalk walk = new FolderWalk();
    walk.enter(folder, false);
    return walk;
  }

  /** The text files. */
  List<Path> files() {
    return files;
  }

  /** Number of text files that are hidden. */
  long hidden() {
    return hidden;
  }

  private void enter(Path folder, boolean isHidden) throws IOException {
    if (!seen.add(folder.toRealPath())) {
      return;
    }
    for (Path path : inside(folder)) {
      boolean pathIsHidden = isHidden || isHidden(path);
      BasicFileAttributes attributes = attributes(path);
      if (attributes == null) {
        continue;
      }
      if (attributes.isDirectory()) {
        enter(path, pathIsHidden);
      } else if (attributes.isRegularFile() && FileKind.of(path) != FileKind.OTHER) {
        take(path, pathIsHidden);
      }
    }
  }

  /** Of what a path leads to; null for a link that leads nowhere. */
  private static @Nullable BasicFileAttributes attributes(Path path) throws IOException {
    try {
      return Files.readAttributes(path, BasicFileAttributes.class);
    } catch (IOException e) {
      if (Files.isSymbolicLink(path)) {
        return null;
      }
      throw e;
    }
  }

  private void take(Path file, boolean isHidden) throws IOException {
    if (isHidden) {
      hidden++;
    } else if (seen.add(file.toRealPath())) {
      files.add(file);
    }
  }

  private static List<Path> inside(Path folder) throws IOException {
    try (Stream<Path> inside = Files.list(folder)) {
      return inside.sorted(Comparator.comparing(FolderWalk::name)).toList();
    }
  }

  private static boolean isHidden(Path path) {
    return name(path).startsWith(".") || HIDDEN.contains(name(path));
  }

  private static String name(Path path) {
    return String.valueOf(path.getFileName());
  }
}
