package gemmalab.cli;

import gemmalab.checkpoint.LoadMonitor;
import java.io.PrintWriter;
import java.nio.file.Path;

/** Tells a terminal how far the loading of a large model is: a line every two seconds. */
final class LoadProgress implements LoadMonitor {

  private static final double SECONDS_BETWEEN_LINES = 2;
  private static final double NANOS_PER_SECOND = 1e9;

  private final Path path;
  private final PrintWriter err;
  private final CliText text;
  private long firstNanos;
  private double lastLine;

  LoadProgress(Path path, PrintWriter err, CliText text) {
    this.path = path;
    this.err = err;
    this.text = text;
  }

  @Override
  public void on(long bytesRead, long bytesTotal) {
    long now = System.nanoTime();
    if (firstNanos == 0) {
      firstNanos = now;
    }
    double seconds = (now - firstNanos) / NANOS_PER_SECOND;
    if (seconds - lastLine >= SECONDS_BETWEEN_LINES && bytesRead < bytesTotal) {
      lastLine = seconds;
      double share = (double) bytesRead / bytesTotal;
      err.println(
          text.shared()
              .format(
                  "cli.model.loading",
                  path,
                  (long) (100 * share),
                  text.duration(seconds * (1 - share) / share)));
    }
  }
}
