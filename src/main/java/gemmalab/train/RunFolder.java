package gemmalab.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import gemmalab.checkpoint.DurableFiles;
import gemmalab.checkpoint.ModelFile;
import gemmalab.checkpoint.SafetensorsFile;
import gemmalab.checkpoint.SafetensorsWriter;
import gemmalab.model.Gemma3Model;
import gemmalab.text.GemmaException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A run on disk: {@code config.json}, its {@link RunEvents history}, and the checkpoints {@code
 * best} and {@code last}, which are models that can be opened; {@code last} also holds what is
 * needed to go on. Whoever writes into it holds its {@link RunLock lock}.
 */
public final class RunFolder implements AutoCloseable {

  static final String BEST = "best";
  static final String LAST = "last";
  private static final String CONFIG = "config.json";
  private static final String OPTIMIZER = "optimizer.safetensors";
  private static final String PROGRESS = "progress.json";

  /** What a process that was killed at the very beginning of a run leaves. */
  private static final Set<String> BEGINNINGS = Set.of(RunLock.FILE, CONFIG + ".new");

  private final Path folder;
  private final TrainConfig config;
  private final RunEvents events;
  private final @Nullable RunLock lock;

  private RunFolder(Path folder, TrainConfig config, @Nullable RunLock lock) {
    this.folder = folder;
    this.config = config;
    this.events = new RunEvents(folder);
    this.lock = lock;
  }

  /**
   * Makes the folder of a new run, to write into.
   *
   * @throws GemmaException if there is something in it already
   */
  public static RunFolder create(Path folder, TrainConfig config) {
    try {
      Files.createDirectories(folder);
      requireEmpty(folder);
      RunFolder run = new RunFolder(folder, config, RunLock.acquire(folder));
      try {
        requireEmpty(folder); // still, now that nobody else can begin here
        DurableFiles.write(folder.resolve(CONFIG), RunJson.pretty(config));
      } catch (IOException | RuntimeException e) {
        run.close();
        throw e;
      }
      return run;
    } catch (IOException e) {
      throw unwritable(folder, e);
    }
  }

  private static void requireEmpty(Path folder) throws IOException {
    try (Stream<Path> inside = Files.list(folder)) {
      if (!inside.allMatch(path -> BEGINNINGS.contains(String.valueOf(path.getFileName())))) {
        throw new GemmaException("error.run.notEmpty", folder);
      }
    }
  }

  /**
   * Opens the folder of a run that began before, to go on with it.
   *
   * @throws GemmaException if it is none, or another process works in it
   */
  public static RunFolder resume(Path folder) {
    TrainConfig config = read(folder).config; // before a lock is put into what may be no run
    try {
      RunFolder run = new RunFolder(folder, config, RunLock.acquire(folder));
      try {
        DurableFiles.recover(run.best());
        DurableFiles.recover(run.last());
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
   * Opens the folder of a run to read it; another process may write into it at the same time.
   *
   * @throws GemmaException if it is none, or its configuration is damaged
   */
  public static RunFolder read(Path folder) {
    Path config = folder.resolve(CONFIG);
    if (!Files.exists(config)) {
      throw new GemmaException("error.run.missing", folder);
    }
    return new RunFolder(folder, RunJson.read(config, TrainConfig.class), null);
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

  public Path best() {
    return folder.resolve(BEST);
  }

  public Path last() {
    return folder.resolve(LAST);
  }

  public TrainConfig config() {
    return config;
  }

  public RunEvents events() {
    return events;
  }

  /** Whether there is something to go on from; a run may be killed before its first checkpoint. */
  boolean hasCheckpoint() {
    return Files.exists(last());
  }

  RunProgress progress() {
    return RunJson.read(last().resolve(PROGRESS), RunProgress.class);
  }

  /** The update whose weights are in {@code best}, or {@link RunProgress#NEVER}. */
  int bestUpdate() {
    Path progress = best().resolve(PROGRESS);
    return Files.exists(progress)
        ? RunJson.read(progress, RunProgress.class).update()
        : RunProgress.NEVER;
  }

  void saveBest(Gemma3Model model, int endOfTextId, RunProgress progress) {
    replace(
        best(),
        into -> {
          ModelFile.write(model, endOfTextId, into);
          DurableFiles.write(into.resolve(PROGRESS), RunJson.GSON.toJson(progress) + "\n");
        });
  }

  void saveLast(Gemma3Model model, int endOfTextId, AdamW optimizer, RunProgress progress) {
    replace(
        last(),
        into -> {
          ModelFile.write(model, endOfTextId, into);
          SafetensorsWriter.write(into.resolve(OPTIMIZER), optimizer.moments());
          DurableFiles.write(into.resolve(PROGRESS), RunJson.GSON.toJson(progress) + "\n");
        });
  }

  Gemma3Model loadLast(NDManager manager) {
    return ModelFile.locate(last()).load(manager);
  }

  /** Fills an optimizer's moments with those of the last checkpoint. */
  void loadOptimizer(AdamW optimizer, NDManager manager) {
    try (SafetensorsFile file = SafetensorsFile.open(last().resolve(OPTIMIZER))) {
      for (Map.Entry<String, NDArray> moment : optimizer.moments().entrySet()) {
        try (NDArray saved = file.readFloat32(moment.getKey(), manager)) {
          saved.copyTo(moment.getValue());
        }
      }
    }
  }

  private static void replace(Path checkpoint, DurableFiles.FolderWriter writer) {
    try {
      DurableFiles.replaceFolder(checkpoint, writer);
    } catch (IOException e) {
      throw unwritable(checkpoint, e);
    }
  }

  private static GemmaException unwritable(Path path, IOException cause) {
    return new GemmaException(
        cause, "error.run.unwritable", path, String.valueOf(cause.getMessage()));
  }
}
