package gemmalab.cli;

import gemmalab.data.PreparationProgress;
import gemmalab.data.PreparationProgress.Stage;
import gemmalab.text.Messages;
import java.io.PrintWriter;
import java.util.Locale;

/** Tells a terminal how the preparation of a text goes: a line every two seconds. */
final class PreparationView {

  private static final double SECONDS_BETWEEN_LINES = 2;
  private static final double MEGABYTE = 1e6;

  private final PrintWriter err;
  private double lastLine;

  PreparationView(PrintWriter err) {
    this.err = err;
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

  private static String line(PreparationProgress progress) {
    String doing = RunWords.words(progress.stage());
    StringBuilder line = new StringBuilder();
    add(line, "%s %s  %,.0f", doing, progress.name(), progress.bytes() / MEGABYTE);
    progress.totalBytes().ifPresent(total -> add(line, "/%,.0f", total / MEGABYTE));
    add(line, " MB  %,.1f MB/s", progress.bytesPerSecond() / MEGABYTE);
    if (progress.stage() != Stage.DOWNLOADING) {
      progress.expectedTokens().ifPresent(tokens -> add(line, "  about %,d tokens in all", tokens));
    }
    progress
        .secondsLeft()
        .ifPresent(left -> add(line, "  %s left", Messages.english().duration(left)));
    return line.toString();
  }

  private static void add(StringBuilder line, String format, Object... values) {
    line.append(String.format(Locale.ENGLISH, format, values));
  }
}
