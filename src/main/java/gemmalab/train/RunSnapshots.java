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
 * The weights along a run, a model at each evaluation, for whoever wants to see how they grew. They
 * have a fixed room: of a long run every second one goes when it is full, and a model that fits
 * only a few times leaves none.
 */
public final class RunSnapshots {

  static final int MOST = 24;

  private static final int FEWEST = 4;
  private static final long ROOM_BYTES = 200_000_000;
  private static final String PROGRESS = "progress.json";

  private final Path folder;

  RunSnapshots(Path run) {
    folder = run.resolve("snapshots");
  }

  /**
   * A model of the run.
   *
   * @param update of its weights
   * @param validationLoss at that update, in nats
   * @param folder to open it from
   */
  public record Snapshot(int update, double validationLoss, Path folder) {}

  /** All that are there, the earliest first; a run at work may take some away meanwhile. */
  public List<Snapshot> list() {
    return DurableFolder.readUnchanged(folder, RunSnapshots::listIn);
  }

  private static List<Snapshot> listIn(Path folder) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> inside = Files.list(folder)) {
      return inside
          .filter(path -> !String.valueOf(path.getFileName()).contains(".")) // not of a crash
          .filter(path -> Files.exists(path.resolve(PROGRESS)))
          .map(RunSnapshots::read)
          .sorted(Comparator.comparingInt(Snapshot::update))
          .toList();
    } catch (IOException e) {
      throw new GemmaException(e, "error.file.unreadable", folder, FileFaults.reason(e));
    }
  }

  private static Snapshot read(Path path) {
    RunProgress progress = RunJson.read(path.resolve(PROGRESS), RunProgress.class);
    return new Snapshot(progress.update(), progress.latest().mean(), path);
  }

  void save(ModelSnapshot snapshot) {
    int most = most(snapshot.model());
    if (most < FEWEST) {
      return;
    }
    int update = snapshot.progress().update();
    Path path = folder.resolve(String.format(Locale.ROOT, "update-%07d", update));
    try {
      Files.createDirectories(folder);
      DurableFolder.replace(
          path,
          into -> {
            snapshot.writeInto(into);
            DurableFile.writeNew(into.resolve(PROGRESS), RunJson.pretty(snapshot.progress()));
          });
      thin(most);
    } catch (IOException e) {
      throw new GemmaException(e, "error.run.unwritable", path, FileFaults.reason(e));
    }
  }

  /** The first and the newest stay. */
  private void thin(int most) throws IOException {
    List<Snapshot> all = list();
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
