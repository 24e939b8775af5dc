package gemmalab.train.tensorboard;

import gemmalab.files.DurableFile;
import gemmalab.files.FileFaults;
import gemmalab.text.GemmaException;
import gemmalab.train.TrainEvent;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Writes a whole run for TensorBoard. TensorBoard adds up all files of a folder, so a run has one
 * file of its own name, which a second export replaces, and does not join those of another.
 */
public final class TensorBoardExport {

  private static final String PREFIX = "events.out.tfevents.";

  private TensorBoardExport() {}

  /**
   * Writes or replaces the file of a run.
   *
   * @param folder that need not exist yet
   * @param run the name of the run
   * @param start when the run began: events get the times that they had
   * @throws GemmaException if the folder cannot be written or is that of another run
   */
  public static void write(Path folder, String run, List<TrainEvent> events, Instant start) {
    Path file = folder.resolve(PREFIX + "gemma-lab." + run);
    try {
      Files.createDirectories(folder);
      requireNoOther(folder, file);
      DurableFile.write(file, bytes(events, start));
    } catch (IOException e) {
      throw new GemmaException(e, "error.run.unwritable", folder, FileFaults.reason(e));
    }
  }

  private static void requireNoOther(Path folder, Path own) throws IOException {
    try (Stream<Path> inside = Files.list(folder)) {
      Optional<Path> other =
          inside
              .filter(file -> !file.equals(own))
              .filter(file -> String.valueOf(file.getFileName()).startsWith(PREFIX))
              .min(Path::compareTo);
      if (other.isPresent()) {
        throw new GemmaException("error.export.others", folder, other.get().getFileName());
      }
    }
  }

  private static byte[] bytes(List<TrainEvent> events, Instant start) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (TrainEvent event : events) {
      Instant when = start.plus(Duration.ofNanos((long) (event.elapsedSeconds() * 1e9)));
      if (bytes.size() == 0) {
        bytes.writeBytes(EventRecords.beginning(event, when));
      }
      bytes.writeBytes(EventRecords.of(event, when));
    }
    return bytes.toByteArray();
  }
}
