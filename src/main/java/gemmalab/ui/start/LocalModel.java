package gemmalab.ui.start;

import gemmalab.app.RunSummary;
import java.nio.file.Path;

/**
 * A model of this machine that can be opened.
 *
 * @param bundled whether it came with the app
 */
public record LocalModel(RunSummary run, boolean bundled) {

  public Path path() {
    return run.folder();
  }

  /** Its run's name. */
  public String name() {
    return String.valueOf(run.folder().getFileName());
  }
}
