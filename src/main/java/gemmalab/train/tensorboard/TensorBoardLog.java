package gemmalab.train.tensorboard;

import gemmalab.files.DurableFile;
import gemmalab.text.GemmaException;
import gemmalab.train.TrainEvent;
import gemmalab.train.TrainListener;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
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

  /**
   * Writes the events of a run that is over, with the times that they had.
   *
   * @param start when the run began
   * @throws GemmaException if the file cannot be written
   */
  public void convert(Iterable<TrainEvent> events, Instant start) {
    for (TrainEvent event : events) {
      write(event, start.plus(Duration.ofNanos((long) (event.elapsedSeconds() * 1e9))));
    }
  }

  private void write(TrainEvent event, Instant when) {
    try {
      Path to = file;
      if (to == null) {
        to = create(event, when);
        file = to;
      }
      writeValues(event, when, to);
    } catch (IOException e) {
      throw new GemmaException(e, "error.run.unwritable", folder, String.valueOf(e.getMessage()));
    }
  }

  private static void writeValues(TrainEvent event, Instant when, Path to) throws IOException {
    int update = event.update();
    if (event instanceof TrainEvent.Step step) {
      append(to, EventMessages.scalar(when, update, "loss/train", step.trainLoss()));
      append(to, EventMessages.scalar(when, update, "learning_rate", step.learningRate()));
      append(to, EventMessages.scalar(when, update, "gradient_norm", step.gradNorm()));
      append(to, EventMessages.scalar(when, update, "tokens_per_second", step.tokensPerSecond()));
    } else if (event instanceof TrainEvent.Evaluated evaluated) {
      append(to, EventMessages.scalar(when, update, "loss/validation", evaluated.valLoss()));
    } else if (event instanceof TrainEvent.Sampled sampled) {
      append(to, EventMessages.text(when, update, "sample", sampled.text()));
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
      append(path, EventMessages.fileVersion(when));
      append(path, EventMessages.start(when, firstStep(first)));
      return path;
    }
  }

  /** A run that goes on says first where its checkpoint was; it tells again what came after. */
  private static int firstStep(TrainEvent first) {
    return first instanceof TrainEvent.Saved ? first.update() + 1 : first.update();
  }

  /** A record in one go, so that a process that is killed leaves whole ones, but for the last. */
  private static void append(Path to, byte[] message) throws IOException {
    DurableFile.append(to, TfRecord.of(message));
  }
}
