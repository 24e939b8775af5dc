package gemmalab.ui.training;

import gemmalab.app.RunHistory;
import gemmalab.app.RunSummary;
import java.nio.file.Path;

/**
 * A run read from its folder, whichever program trained it.
 *
 * @param run what is seen of it
 * @param hasModel whether it has a checkpoint that can be opened
 */
public record PastRun(RunSummary summary, WatchedRun run, boolean hasModel) {

  /** Reads a run; takes a while for a long one. */
  static PastRun read(Path folder) {
    RunHistory history = RunHistory.read(folder);
    RunSummary summary = history.summary();
    WatchedRun run = WatchedRun.of(summary.config(), history.events());
    if (!summary.running()) {
      run.end();
    }
    return new PastRun(summary, run, history.hasModel());
  }

  public Path folder() {
    return summary.folder();
  }
}
