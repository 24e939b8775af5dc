package gemmalab.files;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Small folders for tests. */
final class Tree {

  private Tree() {}

  static Path folder(Path path, String content) throws IOException {
    Files.createDirectories(path);
    return fill(path, content);
  }

  static Path fill(Path folder, String content) throws IOException {
    Files.writeString(folder.resolve("model"), content);
    return folder;
  }

  static List<String> names(Path folder) throws IOException {
    try (Stream<Path> inside = Files.list(folder)) {
      return inside.map(path -> String.valueOf(path.getFileName())).sorted().toList();
    }
  }

  /** What a kill at this moment would leave. */
  static Path copy(Path from, Path to) {
    try (Stream<Path> all = Files.walk(from)) {
      for (Path each : all.toList()) {
        Files.copy(each, to.resolve(from.relativize(each).toString()));
      }
      return to;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
