package gemmalab.checkpoint.export;

import gemmalab.checkpoint.ModelFile;
import gemmalab.files.FileFaults;
import gemmalab.text.GemmaException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * The place of what is written.
 *
 * @param output folder or file, which need not exist
 */
record ExportTarget(Path output) {

  private static final double MEGABYTE = 1e6;

  /** What a tokenizer and a configuration take at most. */
  private static final long BESIDES_BYTES = 48_000_000;

  /**
   * Makes sure that it is free, or may be replaced, and is not the model itself.
   *
   * @throws GemmaException saying what stands in the way
   */
  static ExportTarget of(ExportRequest request, ModelFile model) {
    ExportTarget target = new ExportTarget(request.output());
    target.requireOutside(request.model(), model);
    if (Files.exists(request.output(), LinkOption.NOFOLLOW_LINKS)) {
      if (!request.overwrite()) {
        throw new GemmaException("error.export.exists", request.output());
      }
      target.requireReplaceable(request.format());
    }
    return target;
  }

  private void requireOutside(Path named, ModelFile model) {
    Path target = real(output);
    Path weights = real(model.weights());
    boolean isInside = target.startsWith(real(named));
    if (isInside || target.equals(weights) || weights.startsWith(target)) {
      throw new GemmaException("error.export.same", output, named);
    }
  }

  /** The path without links, whether it exists or not. */
  private static Path real(Path path) {
    Path absolute = path.toAbsolutePath().normalize();
    Path parent = absolute.getParent();
    try {
      return Files.exists(absolute) || parent == null
          ? absolute.toRealPath()
          : real(parent).resolve(absolute.getFileName());
    } catch (IOException e) {
      throw new GemmaException(e, "error.file.unreadable", path, FileFaults.reason(e));
    }
  }

  /** Nothing but a model gives way to a model. */
  private void requireReplaceable(ExportFormat format) {
    boolean isReplaceable =
        format.isFolder() ? isModelFolder() : Files.isRegularFile(output); // or /dev/null
    if (!isReplaceable) {
      throw new GemmaException(
          format.isFolder() ? "error.export.notModelFolder" : "error.export.notFile", output);
    }
  }

  private boolean isModelFolder() {
    if (!Files.isRegularFile(output.resolve(ModelFile.CONFIG))) {
      return false;
    }
    try (Stream<Path> inside = Files.list(output)) {
      return inside.noneMatch(Files::isDirectory);
    } catch (IOException e) {
      throw new GemmaException(e, "error.file.unreadable", output, FileFaults.reason(e));
    }
  }

  /** Makes sure that the disk has room. */
  void requireSpace(long bytes) {
    Path there = real(output);
    while (!Files.exists(there) && there.getParent() != null) {
      there = there.getParent();
    }
    try {
      requireSpace(bytes, Files.getFileStore(there).getUsableSpace());
    } catch (IOException e) {
      throw new GemmaException(e, "error.file.unwritable", output, FileFaults.reason(e));
    }
  }

  void requireSpace(long bytes, long free) {
    long needed = bytes + BESIDES_BYTES;
    if (free < needed) {
      throw new GemmaException(
          "error.export.space", output, Math.ceil(needed / MEGABYTE), free / MEGABYTE);
    }
  }
}
