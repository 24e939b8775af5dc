package gemmalab.train;

import gemmalab.data.TokenizedCorpus;
import gemmalab.files.DurableFile;
import gemmalab.files.DurableFolder;
import gemmalab.files.FileFaults;
import gemmalab.text.GemmaException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A training run on disk: {@code config.json}, its {@link RunEvents history}, its {@link
 * RunCheckpoints checkpoints} and {@link IntermediateCheckpoints intermediate checkpoints}. Whoever
 * writes into it holds its {@link RunLock lock}.
 */
public final class RunFolder implements AutoCloseable {

  /** Key of the error of {@link #requireText}, which the user may override. */
  public static final String TEXT_CHANGED = "error.run.textChanged";

  private static final String CONFIG = "config.json";
  private static final String TEXT = "text.json";

  private final Path folder;
  private TrainConfig config;
  private final RunEvents events;
  private final RunCheckpoints checkpoints;
  private final IntermediateCheckpoints intermediateCheckpoints;
  private final @Nullable RunLock lock;

  private RunFolder(Path folder, TrainConfig config, @Nullable RunLock lock) {
    this.folder = folder;
    this.config = config;
    this.events = new RunEvents(folder);
    this.checkpoints = new RunCheckpoints(folder);
    this.intermediateCheckpoints = new IntermediateCheckpoints(folder);
    this.lock = lock;
  }

  /**
   * Creates the folder of a new run, to write into.
   *
   * @throws GemmaException if it is not empty
   */
  public static RunFolder create(Path folder, TrainConfig config) {
    try {
      Files.createDirectories(folder);
      requireEmpty(folder);
      RunFolder run = new RunFolder(folder, config, RunLock.acquire(folder));
      try {
        requireEmpty(folder); // still, now that nobody else can begin here
        DurableFile.write(folder.resolve(CONFIG), RunJson.pretty(config));
      } catch (IOException | RuntimeException e) {
        run.close();
        throw e;
      }
      return run;
    } catch (IOException e) {
      throw unwritable(folder, e);
    }
  }

  /**
   * Checks that a folder can become that of a new run.
   *
   * @throws GemmaException if it is not empty
   */
  public static void requireNew(Path folder) {
    if (Files.exists(folder)) {
      try {
        requireEmpty(folder);
      } catch (IOException e) {
        throw unwritable(folder, e);
      }
    }
  }

  private static void requireEmpty(Path folder) throws IOException {
    try (Stream<Path> inside = Files.list(folder)) {
      if (!inside.allMatch(RunFolder::isOfABeginning)) {
        throw new GemmaException("error.run.notEmpty", folder);
      }
    }
  }

  /** Whether a process killed at the very start of a run leaves such a file. */
  private static boolean isOfABeginning(Path path) {
    return path.endsWith(RunLock.FILE)
        || path.endsWith(CONFIG + ".new") // of version 0.1
        || DurableFolder.isTemporary(path);
  }

  /**
   * Opens the folder of an existing run, to resume it.
   *
   * @throws GemmaException if it is no run, or another process is using it
   */
  public static RunFolder resume(Path folder) {
    TrainConfig config = read(folder).config; // before a lock is put into what may be no run
    try {
      RunFolder run = new RunFolder(folder, config, RunLock.acquire(folder));
      try {
        run.checkpoints.recover();
      } catch (IOException | RuntimeException e) {
        run.close();
        throw e;
      }
      return run;
    } catch (IOException e) {
      throw unwritable(folder, e);
    }
  }

  /**
   * Opens the folder of a run for reading; another process may write into it meanwhile.
   *
   * @throws GemmaException if it is no run, or its configuration is damaged
   */
  public static RunFolder read(Path folder) {
    Path config = folder.resolve(CONFIG);
    if (!Files.exists(config)) {
      throw new GemmaException("error.run.missing", folder);
    }
    return new RunFolder(folder, RunJson.read(config, TrainConfig.class), null);
  }

  /**
   * Changes the configuration for the rest of the run.
   *
   * @throws GemmaException if the folder cannot be written to
   */
  public void change(TrainConfig changed) {
    if (!changed.equals(config)) {
      write(CONFIG, RunJson.pretty(changed));
      config = changed;
    }
  }

  /**
   * Checks that the training data is the same as at the start of the run; runs of earlier versions
   * do not record it.
   *
   * @param evenIfChanged whether other data is accepted
   * @throws GemmaException if it has changed
   */
  public void requireText(TokenizedCorpus corpus, boolean evenIfChanged) {
    TextFingerprint now = TextFingerprint.of(corpus);
    Path known = folder.resolve(TEXT);
    if (Files.exists(known)) {
      TextFingerprint before = RunJson.read(known, TextFingerprint.class);
      if (before.equals(now)) {
        return;
      }
      if (!evenIfChanged) {
        throw new GemmaException(TEXT_CHANGED, folder, before.tokens(), now.tokens());
      }
    }
    write(TEXT, RunJson.pretty(now));
  }

  private void write(String name, String text) {
    try {
      DurableFile.write(folder.resolve(name), text);
    } catch (IOException e) {
      throw unwritable(folder, e);
    }
  }

  /** Lets others write into the folder. */
  @Override
  public void close() {
    if (lock != null) {
      lock.close();
    }
  }

  public Path path() {
    return folder;
  }

  public TrainConfig config() {
    return config;
  }

  /** The configuration by dotted keys, such as {@code batch.block_size}. */
  public Map<String, String> settings() {
    return RunJson.flat(config);
  }

  public RunEvents events() {
    return events;
  }

  /** The intermediate checkpoints of the run. */
  public IntermediateCheckpoints intermediateCheckpoints() {
    return intermediateCheckpoints;
  }

  public RunCheckpoints checkpoints() {
    return checkpoints;
  }

  /** When the run was started: its configuration is hardly ever rewritten. */
  public Instant started() {
    try {
      Path first =
          Files.exists(folder.resolve(TEXT)) ? folder.resolve(TEXT) : folder.resolve(CONFIG);
      return Files.getLastModifiedTime(first).toInstant();
    } catch (IOException e) {
      throw new GemmaException(e, "error.file.unreadable", folder, FileFaults.reason(e));
    }
  }

  /** Whether a process is using the folder now. */
  public boolean isRunning() {
    return RunLock.isHeld(folder);
  }

  /** Whether a folder is or was that of a run, intact or damaged. */
  public static boolean isRun(Path folder) {
    return Stream.of(RunEvents.EVENTS, RunLock.FILE, RunCheckpoints.BEST, RunCheckpoints.LAST)
        .anyMatch(name -> Files.exists(folder.resolve(name)));
  }

  /** The folder of a run's TensorBoard files. */
  public static Path tensorBoard(Path folder) {
    return folder.resolve("tensorboard");
  }

  private static GemmaException unwritable(Path path, IOException cause) {
    return new GemmaException(cause, "error.run.unwritable", path, FileFaults.reason(cause));
  }
}
