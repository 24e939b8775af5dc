package gemmalab.ui.training;

import gemmalab.app.RunSummary;
import gemmalab.ui.common.Texts;
import java.nio.file.Path;
import java.util.Locale;

/** The parts of a run as the window shows them. */
final class RunText {

  private RunText() {}

  static String name(Path folder) {
    return String.valueOf(folder.getFileName());
  }

  static String state(RunState state, Texts texts) {
    return texts.format("ui.training.run." + state.name().toLowerCase(Locale.ROOT));
  }

  /** The training data; of a file only its name. */
  static String data(RunSummary run) {
    String name = run.config().data().name();
    return name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
  }
}
