package gemmalab.ui.training;

import gemmalab.app.RunSummary;
import gemmalab.train.BatchPlan;
import gemmalab.train.TrainConfig;
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

  /** What was chosen for it. */
  static String settings(RunSummary run, Texts texts) {
    TrainConfig config = run.config();
    BatchPlan batch = config.batch();
    return texts.format(
        "ui.training.run.settings",
        config.preset(),
        data(run),
        String.valueOf(batch.batchSize() * batch.gradientAccumulationSteps()),
        String.valueOf(batch.blockSize()),
        String.valueOf(config.schedule().maxLearningRate()),
        String.valueOf(config.seed()),
        config.precision().label());
  }
}
