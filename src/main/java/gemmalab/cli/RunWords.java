package gemmalab.cli;

import gemmalab.app.RunComparison.LossDifference;
import gemmalab.app.RunSummary;
import gemmalab.train.TrainEvent;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The parts of a run as a terminal shows them. */
final class RunWords {

  private static final String NONE = "-";

  private RunWords() {}

  static String name(Path folder) {
    return String.valueOf(folder.toAbsolutePath().normalize().getFileName());
  }

  static String steps(RunSummary run) {
    return format("%,d/%,d", run.steps(), run.config().schedule().totalSteps());
  }

  /** Mean and standard error, in nats/token. */
  static String loss(TrainEvent.@Nullable Evaluated evaluated) {
    return evaluated == null
        ? NONE
        : format("%.4f +- %.4f", evaluated.valLoss(), evaluated.valLossStderr());
  }

  static String difference(@Nullable LossDifference difference) {
    return difference == null
        ? NONE
        : format("%+.4f +- %.4f", difference.value(), difference.standardError());
  }

  static String speed(RunSummary run) {
    return run.tokensPerSecond().isPresent()
        ? format("%,.0f", run.tokensPerSecond().getAsDouble())
        : NONE;
  }

  /** How it ended; a run that was killed had no time to say so. */
  static String end(RunSummary run, CliText text) {
    if (run.running()) {
      return text.format("run.running");
    }
    return run.end() == null ? text.format("run.interrupted") : text.word("run.end", run.end());
  }

  private static String format(String format, Object... values) {
    return String.format(Locale.ENGLISH, format, values);
  }
}
