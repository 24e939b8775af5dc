package gemmalab.app;

import gemmalab.files.DurableFile;
import gemmalab.files.FileFaults;
import gemmalab.text.GemmaException;
import gemmalab.train.EventTable;
import gemmalab.train.RunFolder;
import gemmalab.train.tensorboard.TensorBoardExport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The runs on disk, read without the engine; those at work may be read as well. */
public final class RunCatalog {

  /** Depth of the files of an intermediate checkpoint, counted from the run's own folder. */
  private static final int FOLDERS_WITHIN_RUN = 4;

  private RunCatalog() {}

  /**
   * All runs in a folder, the oldest first; those that are damaged come last.
   *
   * @throws GemmaException if there is no such folder
   */
  public static List<RunEntry> list(Path folder) {
    if (!Files.isDirectory(folder)) {
      throw new GemmaException("error.runs.none", folder);
    }
    return runsIn(folder).stream()
        .map(RunCatalog::entry)
        .sorted(Comparator.comparing(RunCatalog::age).thenComparing(RunEntry::folder))
        .toList();
  }

  /**
   * All runs in a folder and others, the newest first; those that are damaged come last.
   *
   * @param folder none are in it if it is not there
   * @param others folders of runs that lie elsewhere; left out if they are gone
   */
  public static List<RunEntry> newestFirst(Path folder, List<Path> others) {
    Stream<Path> inside = Files.isDirectory(folder) ? runsIn(folder).stream() : Stream.of();
    return Stream.concat(inside, others.stream().filter(RunFolder::isRun))
        .distinct()
        .map(RunCatalog::entry)
        .sorted(Comparator.comparing(RunCatalog::youth).reversed().thenComparing(RunEntry::folder))
        .toList();
  }

  private static List<Path> runsIn(Path folder) {
    try (Stream<Path> inside = Files.list(folder)) {
      return inside.filter(RunFolder::isRun).toList();
    } catch (IOException e) {
      throw new GemmaException(e, "error.file.unreadable", folder, FileFaults.reason(e));
    }
  }

  /** The run that began last, of those that serve; a folder that is not there has none. */
  static Optional<Path> newest(Path folder, Predicate<Path> serves) {
    return Files.isDirectory(folder)
        ? runsIn(folder).stream()
            .filter(serves)
            .max(Comparator.comparing(RunCatalog::began).thenComparing(Comparator.naturalOrder()))
        : Optional.empty();
  }

  private static Instant began(Path run) {
    try {
      return RunFolder.read(run).started();
    } catch (GemmaException e) {
      return Instant.MIN;
    }
  }

  /** The run that a model's folder or file is of; null if it is of none. */
  static @Nullable Path runOf(Path model) {
    Path folder = model.toAbsolutePath().normalize();
    for (int up = 0; up < FOLDERS_WITHIN_RUN && folder != null; up++) {
      if (RunFolder.isRun(folder)) {
        return folder;
      }
      folder = folder.getParent();
    }
    return null;
  }

  private static RunEntry entry(Path folder) {
    try {
      return RunSummary.of(folder);
    } catch (GemmaException e) {
      return new RunEntry.Damaged(folder, e);
    }
  }

  private static Instant age(RunEntry entry) {
    return entry instanceof RunSummary run ? run.started() : Instant.MAX;
  }

  private static Instant youth(RunEntry entry) {
    return entry instanceof RunSummary run ? run.started() : Instant.MIN;
  }

  /**
   * Writes a run's steps and evaluations as a table.
   *
   * @throws GemmaException if the run is damaged or the file cannot be written
   */
  public static void exportCsv(Path run, Path file) {
    String table = EventTable.csv(RunFolder.read(run).events().read());
    try {
      Path absolute = file.toAbsolutePath();
      Files.createDirectories(absolute.resolveSibling(""));
      DurableFile.write(absolute, table);
    } catch (IOException e) {
      throw new GemmaException(e, "error.file.unwritable", file, FileFaults.reason(e));
    }
  }

  /**
   * Writes a run for TensorBoard; what was written of it before is replaced.
   *
   * @throws GemmaException if the run is damaged or the folder cannot be written
   */
  public static void exportTensorBoard(Path run, Path folder) {
    RunFolder source = RunFolder.read(run);
    Path name = run.toAbsolutePath().normalize().getFileName();
    TensorBoardExport.write(folder, String.valueOf(name), source.events().read(), source.started());
  }
}
