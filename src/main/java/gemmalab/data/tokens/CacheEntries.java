package gemmalab.data.tokens;

import gemmalab.files.DurableFolder;
import gemmalab.files.FileFaults;
import gemmalab.text.GemmaException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The entries of a {@link TokenCache}. Only a folder with such a name and nothing but the cache's
 * own files in it is one; all else in the place is left alone.
 */
public final class CacheEntries {

  private static final Pattern NAME = Pattern.compile("[0-9a-f]{16}");
  private static final Set<String> FILES =
      Set.of(TokenFolder.TRAINING, TokenFolder.VALIDATION, TokenCache.USES);

  private final Path folder;

  CacheEntries(Path folder) {
    this.folder = folder;
  }

  /**
   * What was made of one text.
   *
   * @param lastUsed when a run last asked for it
   */
  public record Entry(Path folder, long bytes, Instant lastUsed) {}

  /** Where they are. */
  public Path folder() {
    return folder;
  }

  /** All entries, the one that was not used for the longest first. */
  public List<Entry> list() {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> inside = Files.list(folder)) {
      return inside
          .map(CacheEntries::entry)
          .flatMap(Optional::stream)
          .sorted(Comparator.comparing(Entry::lastUsed))
          .toList();
    } catch (IOException e) {
      throw new GemmaException(e, "error.file.unreadable", folder, FileFaults.reason(e));
    }
  }

  /**
   * Deletes all entries. Windows keeps those that a run reads: they can go when it has ended.
   *
   * @return those that are gone
   */
  public List<Entry> empty() {
    return list().stream().filter(CacheEntries::delete).toList();
  }

  /** Deletes the oldest until the rest takes no more than a limit; one entry stays in any case. */
  void shrinkTo(long limitBytes, Path kept) {
    List<Entry> oldestFirst = new ArrayList<>(list());
    long bytes = oldestFirst.stream().mapToLong(Entry::bytes).sum();
    oldestFirst.removeIf(entry -> entry.folder().equals(kept));
    for (Entry entry : oldestFirst) {
      if (bytes <= limitBytes) {
        return;
      }
      bytes -= delete(entry) ? entry.bytes() : 0;
    }
  }

  private static boolean delete(Entry entry) {
    try {
      DurableFolder.delete(entry.folder());
      return true;
    } catch (IOException e) {
      return false; // someone reads it
    }
  }

  private static Optional<Entry> entry(Path path) {
    if (!NAME.matcher(String.valueOf(path.getFileName())).matches()
        || !Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
      return Optional.empty();
    }
    try (Stream<Path> inside = Files.list(path)) {
      List<Path> files = inside.toList();
      long bytes = 0;
      for (Path file : files) {
        if (!FILES.contains(String.valueOf(file.getFileName()))) {
          return Optional.empty();
        }
        bytes += Files.size(file);
      }
      return Optional.of(new Entry(path, bytes, Files.getLastModifiedTime(path).toInstant()));
    } catch (NoSuchFileException e) {
      return Optional.empty(); // another process took it away
    } catch (IOException e) {
      throw new GemmaException(e, "error.file.unreadable", path, FileFaults.reason(e));
    }
  }
}
