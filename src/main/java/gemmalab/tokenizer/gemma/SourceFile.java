package gemmalab.tokenizer.gemma;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Optional;

/** The file that a tokenizer was read from, as it was then. */
record SourceFile(Path path, long bytes, FileTime modified) {

  static SourceFile of(Path path) throws IOException {
    BasicFileAttributes now = Files.readAttributes(path, BasicFileAttributes.class);
    return new SourceFile(path, now.size(), now.lastModifiedTime());
  }

  /** Where it is, if it is still there and the same. */
  Optional<Path> unchanged() {
    try {
      return equals(of(path)) ? Optional.of(path) : Optional.empty();
    } catch (IOException e) {
      return Optional.empty(); // it has gone
    }
  }
}
