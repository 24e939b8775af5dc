package gemmalab.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import gemmalab.checkpoint.ModelFile;
import gemmalab.checkpoint.safetensors.SafetensorsFile;
import gemmalab.checkpoint.safetensors.SafetensorsWriter;
import gemmalab.files.DurableFile;
import gemmalab.files.DurableFolder;
import gemmalab.files.FileFaults;
import gemmalab.model.Gemma3Model;
import gemmalab.tensor.TensorTurns;
import gemmalab.text.GemmaException;
import gemmalab.tokenizer.Tokenizer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * What a run has learned: {@code best} and {@code last}, two models that can be opened. With {@code
 * last} are also the optimizer's moments, and with both the progress that they stand for.
 */
public final class RunCheckpoints {

  /** The checkpoint with the lowest validation loss, beyond noise. */
  public static final String BEST = ModelFile.BEST;

  static final String LAST = "last";
  private static final String OPTIMIZER = "optimizer.safetensors";
  private static final String PROGRESS = "progress.json";

  private final Path best;
  private final Path last;

  RunCheckpoints(Path folder) {
    best = folder.resolve(BEST);
    last = folder.resolve(LAST);
  }

  public Path best() {
    return best;
  }

  public Path last() {
    return last;
  }

  /**
   * Looks whether they can be opened, without reading their tensors. A run that is at work may
   * exchange them meanwhile.
   *
   * @throws GemmaException naming the file that cannot
   */
  public void requireWhole() {
    read(best, RunCheckpoints::requireModel);
    read(last, RunCheckpoints::requireModelAndMoments);
  }

  private static boolean requireModel(Path checkpoint) {
    if (Files.exists(checkpoint)) {
      ModelFile.locate(checkpoint).open().close();
    }
    return true;
  }

  private static boolean requireModelAndMoments(Path checkpoint) {
    requireModel(checkpoint);
    if (Files.exists(checkpoint)) {
      SafetensorsFile.open(checkpoint.resolve(OPTIMIZER)).close();
      progressIn(checkpoint);
    }
    return true;
  }

  /** Ends what a process left undone that was killed while it saved. */
  void recover() throws IOException {
    DurableFolder.recover(best);
    DurableFolder.recover(last);
    for (Path checkpoint : List.of(best, last)) {
      if (!Files.exists(checkpoint) && Files.exists(ofEarlierVersion(checkpoint))) {
        DurableFolder.rename(ofEarlierVersion(checkpoint), checkpoint);
      }
    }
  }

  /** Reads a checkpoint that a run may replace meanwhile. */
  private static <T> T read(Path checkpoint, Function<Path, T> reading) {
    Path earlier = ofEarlierVersion(checkpoint);
    return DurableFolder.read(
        checkpoint,
        whole -> reading.apply(Files.exists(whole) || !Files.exists(earlier) ? whole : earlier));
  }

  /** Where version 0.1 left the whole checkpoint if it was killed while it put a new one there. */
  private static Path ofEarlierVersion(Path checkpoint) {
    return checkpoint.resolveSibling(checkpoint.getFileName() + ".old");
  }

  /** Whether there is one to go on from; a run may be killed before its first checkpoint. */
  public boolean exist() {
    return Files.exists(last);
  }

  /** The tokenizer that the run began with. */
  public Tokenizer tokenizer() {
    return ModelFile.locate(last).tokenizer();
  }

  /** Steps that the last one holds; 0 if there is none yet. */
  public int steps() {
    return read(last, whole -> Files.exists(whole) ? progressIn(whole).step() : 0);
  }

  RunProgress progress() {
    return progressIn(last);
  }

  /** The update whose weights are in {@code best}, or {@link RunProgress#NEVER}. */
  int bestStep() {
    return Files.exists(best.resolve(PROGRESS)) ? progressIn(best).step() : RunProgress.NEVER;
  }

  void saveBest(CheckpointContents model) {
    replace(
        best,
        into -> {
          model.writeInto(into);
          DurableFile.writeNew(into.resolve(PROGRESS), RunJson.pretty(model.progress()));
        });
  }

  void saveLast(CheckpointContents model, AdamW optimizer) {
    replace(
        last,
        into -> {
          model.writeInto(into);
          SafetensorsWriter.write(into.resolve(OPTIMIZER), optimizer.moments(), model.turns());
          DurableFile.writeNew(into.resolve(PROGRESS), RunJson.pretty(model.progress()));
        });
  }

  Gemma3Model loadLast(NDManager manager) {
    return ModelFile.locate(last).load(manager);
  }

  /** Fills an optimizer's moments with those of the last checkpoint, one in each turn. */
  void loadOptimizer(AdamW optimizer, NDManager manager, TensorTurns turns) {
    try (SafetensorsFile file = SafetensorsFile.open(last.resolve(OPTIMIZER))) {
      for (Map.Entry<String, NDArray> moment : optimizer.moments().entrySet()) {
        turns.run(
            () -> {
              try (NDArray saved = file.readFloat32(moment.getKey(), manager)) {
                saved.copyTo(moment.getValue());
              }
            });
      }
    }
  }

  private static RunProgress progressIn(Path checkpoint) {
    return RunJson.read(checkpoint.resolve(PROGRESS), RunProgress.class);
  }

  private static void replace(Path checkpoint, DurableFolder.Writer writer) {
    try {
      DurableFolder.replace(checkpoint, writer);
    } catch (IOException e) {
      throw new GemmaException(e, "error.run.unwritable", checkpoint, FileFaults.reason(e));
    }
  }
}
