package gemmalab.data.source;

import gemmalab.data.Corpus;
import gemmalab.data.Segment;
import gemmalab.data.SegmentReader;
import gemmalab.data.SkippedInput;
import gemmalab.text.GemmaException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** All text files in a folder and in those below it, sorted by name on every platform alike. */
record CorpusFolder(String name, List<CorpusFile> files) implements Corpus {

  /**
   * Finds the files.
   *
   * @throws GemmaException naming the folder that cannot be read
   */
  static CorpusFolder of(Path folder, String field) {
    try (Stream<Path> all = Files.walk(folder)) {
      List<CorpusFile> files =
          all.filter(path -> FileKind.of(path) != FileKind.OTHER && Files.isRegularFile(path))
              .sorted(
                  Comparator.comparing(
                      path -> folder.relativize(path).toString().replace('\\', '/')))
              .map(path -> new CorpusFile(path, field))
              .toList();
      return new CorpusFolder(folder.toString(), files);
    } catch (IOException | UncheckedIOException e) { // the latter from a folder below
      throw unreadable(folder, e);
    }
  }

  private static GemmaException unreadable(Path folder, Exception e) {
    if (e instanceof UncheckedIOException && e.getCause() instanceof FileSystemException fault) {
      String reason = fault.getReason() == null ? "no permission" : fault.getReason();
      return new GemmaException(e, "error.file.unreadable", fault.getFile(), reason);
    }
    return new GemmaException(e, "error.file.unreadable", folder, String.valueOf(e.getMessage()));
  }

  @Override
  public OptionalLong bytes() {
    return OptionalLong.of(files.stream().mapToLong(file -> file.bytes().orElse(0)).sum());
  }

  @Override
  public String version() {
    return files.stream().map(CorpusFile::version).collect(Collectors.joining("\n"));
  }

  @Override
  public SegmentReader open() {
    return new FolderReader(files.iterator());
  }

  /** Opens one file after the other. */
  private static final class FolderReader implements SegmentReader {
    private final Iterator<CorpusFile> files;
    private @Nullable SegmentReader current;
    private long bytesOfEarlierFiles;
    private SkippedInput faultsOfEarlierFiles = SkippedInput.NONE;

    FolderReader(Iterator<CorpusFile> files) {
      this.files = files;
    }

    @Override
    public @Nullable Segment next() {
      while (current != null || files.hasNext()) {
        if (current == null) {
          current = files.next().open();
        }
        Segment segment = current.next();
        if (segment != null) {
          return segment;
        }
        leave(current);
      }
      return null;
    }

    @Override
    public long bytesRead() {
      return bytesOfEarlierFiles + (current == null ? 0 : current.bytesRead());
    }

    @Override
    public SkippedInput faults() {
      return current == null ? faultsOfEarlierFiles : faultsOfEarlierFiles.plus(current.faults());
    }

    private void leave(SegmentReader done) {
      bytesOfEarlierFiles += done.bytesRead();
      faultsOfEarlierFiles = faultsOfEarlierFiles.plus(done.faults());
      done.close();
      current = null;
    }

    @Override
    public void close() {
      if (current != null) {
        current.close();
      }
    }
  }
}
