package gemmalab.cli;

import gemmalab.data.PreparationProgress;
import gemmalab.data.PreparationProgress.Stage;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** Tells a terminal how the preparation of a text goes: a line every two seconds. */
final class PreparationView {

  private static final double SECONDS_BETWEEN_LINES = 2;
  private static final double MEGABYTE = 1e6;

  private final PrintWriter err;
  private final CliText text;
  private double lastLine;

  PreparationView(PrintWriter err, CliText text) {
    this.err = err;
    this.text = text;
  }

  void on(PreparationProgress progress) {
    if (progress.seconds() < lastLine) { // another stage, or another attempt
      lastLine = 0;
    }
    if (progress.seconds() - lastLine >= SECONDS_BETWEEN_LINES) {
      lastLine = progress.seconds();
      err.println(line(progress));
    }
  }

  private String line(PreparationProgress progress) {
    List<String> parts = new ArrayList<>();
    parts.add(bytes(progress));
    parts.add(text.format("preparation.speed", progress.bytesPerSecond() / MEGABYTE));
    if (progress.stage() != Stage.DOWNLOADING) {
      progress
          .expectedTokens()
          .ifPresent(tokens -> parts.add(text.format("preparation.tokens", tokens)));
    }
    progress
        .secondsLeft()
        .ifPresent(left -> parts.add(text.format("preparation.left", text.duration(left))));
    return String.join("  ", parts);
  }

  private String bytes(PreparationProgress progress) {
    String stage = text.word("preparation", progress.stage());
    double done = progress.bytes() / MEGABYTE;
    OptionalLong total = progress.totalBytes();
    return total.isPresent()
        ? text.format(
            "preparation.bytes.total", stage, progress.name(), done, total.getAsLong() / MEGABYTE)
        : text.format("preparation.bytes", stage, progress.name(), done);
  }
}
