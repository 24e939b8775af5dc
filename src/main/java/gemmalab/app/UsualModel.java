package gemmalab.app;

import gemmalab.checkpoint.ModelFile;
import gemmalab.text.GemmaException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The model that a command takes if none is named.
 *
 * @param reason why this one
 */
public record UsualModel(Path path, Reason reason) {

  /** What the original's training leaves in the folder where it ran. */
  static final String OF_ORIGINAL = "best_model_params.pt";

  /** Where the model was found. */
  public enum Reason {
    /** The original's file in the current folder. */
    ORIGINAL,
    /** The best checkpoint of the newest run. */
    NEWEST_RUN,
    /** The model that comes with the app. */
    BUNDLED
  }

  /**
   * Looks for the original's file first, then for the newest run, then for the model in the box.
   *
   * @param current the folder in which the original's file may lie
   * @param runs the folder of the runs, which need not exist
   * @throws GemmaException if there is none of the three
   */
  public static UsualModel find(Path current, Path runs) {
    Path original = current.resolve(OF_ORIGINAL);
    if (Files.exists(original)) {
      return new UsualModel(original, Reason.ORIGINAL);
    }
    return RunCatalog.newest(runs, UsualModel::hasModel)
        .map(run -> new UsualModel(run, Reason.NEWEST_RUN))
        .or(() -> BundledModel.folder().map(run -> new UsualModel(run, Reason.BUNDLED)))
        .orElseThrow(() -> new GemmaException("error.model.none"));
  }

  /** A run that was stopped before its first checkpoint has none yet. */
  static boolean hasModel(Path run) {
    try {
      return ModelFile.locate(run).isFile();
    } catch (GemmaException e) {
      return false;
    }
  }
}
