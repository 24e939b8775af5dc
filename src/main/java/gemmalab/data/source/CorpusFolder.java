package gemmalab.data.source;

import gemmalab.data.Corpus;
import gemmalab.data.ReadingNotes;
import gemmalab.data.Segment;
import gemmalab.data.SegmentReader;
import gemmalab.text.GemmaException;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * All text files in a folder and in those below it, sorted by name on every platform alike.
 *
 * @param hidden files that were passed over
 */
record CorpusFolder(String name, List<CorpusFile> files, long hidden) implements Corpus {

  /**
   * Finds the files.
   *
   * @throws GemmaException naming the folder that cannot be read
   */
  static CorpusFolder of(Path folder, String field, boolean separatorIsText) {
    try {
      FolderWalk walk = FolderWalk.of(folder);
      List<CorpusFile> files =
          walk.files().stream().map(path -> new CorpusFile(path, field, separatorIsText)).toList();
      return new CorpusFolder(folder.toString(), files, walk.hidden());
    } catch (IOException e) {
      throw unreadable(folder, e);
    }
  }

  private static GemmaException unreadable(Path folder, IOException e) {
    if (e instanceof FileSystemException fault) {
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
    return new FolderReader(files.iterator(), ReadingNotes.NONE.withHiddenFiles(hidden));
  }

  /** Opens one file after the other. */
  private static final class FolderReader implements SegmentReader {
    private final Iterator<CorpusFile> files;
    private @Nullable SegmentReader current;
    private long bytesOfEarlierFiles;
    private ReadingNotes notesOfEarlierFiles;

    FolderReader(Iterator<CorpusFile> files, ReadingNotes notes) {
      this.files = files;
      notesOfEarlierFiles = notes;
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
    public ReadingNotes notes() {
      return current == null ? notesOfEarlierFiles : notesOfEarlierFiles.plus(current.notes());
    }

    private void leave(SegmentReader done) {
      bytesOfEarlierFiles += done.bytesRead();
      notesOfEarlierFiles = notesOfEarlierFiles.plus(done.notes());
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
