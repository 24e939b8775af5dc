package gemmalab.app;

import gemmalab.train.RunFolder;
import gemmalab.train.TrainEvent;
import java.nio.file.Path;
import java.util.List;

/**
 * A run on disk with all that happened in it, wherever it was trained.
 *
 * @param hasModel whether it has a checkpoint that can be opened
 */
public record RunHistory(RunSummary summary, List<TrainEvent> events, boolean hasModel) {

  /** Where an export for training keeps its run. */
  private static final String IN_EXPORT = "run";

  /**
   * Reads a run's folder, or that of an export in which it was trained; needs no engine.
   *
   * @throws gemmalab.text.GemmaException naming what is missing or damaged
   */
  public static RunHistory read(Path folder) {
    Path run = locate(folder);
    RunFolder source = RunFolder.read(run);
    List<TrainEvent> events = source.events().read();
    return new RunHistory(RunSummary.of(source, events), events, UsualModel.hasModel(run));
  }

  private static Path locate(Path folder) {
    Path inside = folder.resolve(IN_EXPORT);
    return !RunFolder.isRun(folder) && RunFolder.isRun(inside) ? inside : folder;
  }
}
