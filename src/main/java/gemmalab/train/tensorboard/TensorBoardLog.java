package gemmalab.train.tensorboard;

import gemmalab.files.DurableFile;
import gemmalab.files.FileFaults;
import gemmalab.text.GemmaException;
import gemmalab.train.TrainEvent;
import gemmalab.train.TrainListener;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Writes a run's numbers and texts for TensorBoard. The file is made at the first event. A run that
 * goes on gets a new file beside the old one, which begins by taking back the steps that it tells
 * again.
 */
public final class TensorBoardLog implements TrainListener {

  private final Path folder;
  private @Nullable Path file;

  /** Makes a log in a folder that need not exist yet. */
  public TensorBoardLog(Path folder) {
    this.folder = folder;
  }

  /**
   * Writes an event of this moment.
   *
   * @throws GemmaException if the file cannot be written
   */
  @Override
  public void on(TrainEvent event) {
    write(event, Instant.now());
  }

  void write(TrainEvent event, Instant when) {
    try {
      Path to = file;
      if (to == null) {
        to = create(event, when);
        file = to;
      }
      append(to, EventRecords.of(event, when));
    } catch (IOException e) {
      throw new GemmaException(e, "error.run.unwritable", folder, FileFaults.reason(e));
    }
  }

  /** The names of files sort by their age: that is how TensorBoard reads them. */
  private Path create(TrainEvent first, Instant when) throws IOException {
    Files.createDirectories(folder);
    for (int number = 0; ; number++) {
      Path path =
          folder.resolve(
              String.format(
                  Locale.ROOT,
                  "events.out.tfevents.%010d.gemma-lab.%03d",
                  when.getEpochSecond(),
                  number));
      try {
        Files.createFile(path);
      } catch (FileAlreadyExistsException e) {
        continue; // of the same second
      }
      append(path, EventRecords.beginning(first, when));
      return path;
    }
  }

  /** An event in one go, so that a process that is killed leaves whole ones, but for the last. */
  private static void append(Path to, byte[] records) throws IOException {
    DurableFile.append(to, records);
  }
}
