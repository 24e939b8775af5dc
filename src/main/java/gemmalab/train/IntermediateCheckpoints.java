package gemmalab.train;

import gemmalab.files.DurableFile;
import gemmalab.files.DurableFolder;
import gemmalab.files.FileFaults;
import gemmalab.model.Gemma3Model;
import gemmalab.text.GemmaException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * The intermediate checkpoints of a run: the model at each evaluation, to see how it developed.
 * They share a fixed amount of disk space. When it is full, every second one is deleted; of a model
 * that fits only a few times none is kept.
 */
public final class IntermediateCheckpoints {

  static final int MOST = 24;

  private static final int FEWEST = 4;
  private static final long ROOM_BYTES = 200_000_000;
  private static final String PROGRESS = "progress.json";

  private final Path folder;
  private final String prefix;

  /** Runs of the first versions keep the names that they have. */
  IntermediateCheckpoints(Path run) {
    Path old = run.resolve("snapshots");
    boolean isOld = Files.isDirectory(old);
    folder = isOld ? old : run.resolve("checkpoints");
    prefix = isOld ? "update-" : "step-";
  }

  /** All that are there, the earliest first; a run at work may take some away meanwhile. */
  public List<IntermediateCheckpoint> list() {
    return DurableFolder.readUnchanged(folder, IntermediateCheckpoints::listIn);
  }

  private static List<IntermediateCheckpoint> listIn(Path folder) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> inside = Files.list(folder)) {
      return inside
          .filter(path -> !String.valueOf(path.getFileName()).contains(".")) // not of a crash
          .filter(path -> Files.exists(path.resolve(PROGRESS)))
          .map(IntermediateCheckpoints::read)
          .sorted(Comparator.comparingInt(IntermediateCheckpoint::step))
          .toList();
    } catch (IOException e) {
      throw new GemmaException(e, "error.file.unreadable", folder, FileFaults.reason(e));
    }
  }

  private static IntermediateCheckpoint read(Path path) {
    RunProgress progress = RunJson.read(path.resolve(PROGRESS), RunProgress.class);
    return new IntermediateCheckpoint(progress.step(), progress.latest().mean(), path);
  }

  void save(CheckpointContents contents) {
    int most = most(contents.model());
    if (most < FEWEST) {
      return;
    }
    int step = contents.progress().step();
    Path path = folder.resolve(prefix + String.format(Locale.ROOT, "%07d", step));
    try {
      Files.createDirectories(folder);
      DurableFolder.replace(
          path,
          into -> {
            contents.writeInto(into);
            DurableFile.writeNew(into.resolve(PROGRESS), RunJson.pretty(contents.progress()));
          });
      thin(most);
    } catch (IOException e) {
      throw new GemmaException(e, "error.run.unwritable", path, FileFaults.reason(e));
    }
  }

  /** The first and the newest stay. */
  private void thin(int most) throws IOException {
    List<IntermediateCheckpoint> all = list();
    if (all.size() > most) {
      for (int i = all.size() - 2; i > 0; i -= 2) {
        DurableFolder.delete(all.get(i).folder());
      }
    }
  }

  private static int most(Gemma3Model model) {
    long bytes =
        model.namedWeights().values().stream().mapToLong(w -> w.shape().size() * Float.BYTES).sum();
    return (int) Math.min(MOST, ROOM_BYTES / bytes);
  }
}
