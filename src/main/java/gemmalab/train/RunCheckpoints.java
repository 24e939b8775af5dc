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
 * The checkpoints of a run, {@code best} and {@code last}: two models that can be opened, each with
 * the progress it belongs to; {@code last} also has the optimizer's moments.
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
   * Checks that they can be opened, without reading their tensors; moments that are not there are
   * not missed, since a run is copied without them too. A running training may replace them
   * meanwhile.
   *
   * @throws GemmaException naming the file that cannot be opened
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
      if (Files.exists(checkpoint.resolve(OPTIMIZER))) {
        SafetensorsFile.open(checkpoint.resolve(OPTIMIZER)).close();
      }
      progressIn(checkpoint);
    }
    return true;
  }

  /** Whether the last checkpoint has a model but no moments, so that no run can go on from it. */
  public boolean lackMoments() {
    return read(last, whole -> Files.exists(whole) && !Files.exists(whole.resolve(OPTIMIZER)));
  }

  /**
   * Checks that a run can go on from the last checkpoint, if there is one.
   *
   * @throws GemmaException if it lacks the moments
   */
  public void requireMoments() {
    if (lackMoments()) {
      throw new GemmaException(
          "error.run.noMoments", String.valueOf(last.getParent()), last.resolve(OPTIMIZER));
    }
  }

  /** Completes what a killed process left half done while saving. */
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

  /** Whether there is one to resume from; a run may be killed before its first checkpoint. */
  public boolean exist() {
    return Files.exists(last);
  }

  /** The tokenizer that the run began with. */
  public Tokenizer tokenizer() {
    return ModelFile.locate(last).tokenizer();
  }

  /** The step of the last checkpoint; 0 if there is none yet. */
  public int steps() {
    return read(last, whole -> Files.exists(whole) ? progressIn(whole).step() : 0);
  }

  RunProgress progress() {
    return progressIn(last);
  }

  /** The step of the weights in {@code best}, or {@link RunProgress#NEVER}. */
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

  /** Loads the optimizer's moments from the last checkpoint, one per turn. */
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
