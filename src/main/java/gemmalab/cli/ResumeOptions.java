package gemmalab.cli;

import gemmalab.app.ResumeRequest;
import gemmalab.data.source.DataSource;
import gemmalab.tensor.ComputeDevice;
import gemmalab.text.GemmaException;
import java.nio.file.Path;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;

/** How a run goes on. Most of it stays as it began, so most options are refused beside these. */
final class ResumeOptions {

  private static final String RESUME = "--resume";
  private static final String ANY_TEXT = "--even-if-the-text-changed";

  /** What a run that goes on may be told. */
  private static final Set<String> ALLOWED =
      Set.of(
          RESUME,
          ANY_TEXT,
          "--max_steps",
          "--data",
          "--field",
          "--url",
          "--device",
          "--language",
          "--save_minutes",
          "--tensorboard");

  @Option(names = RESUME)
  private @Nullable Path run;

  @Option(names = {ANY_TEXT, "--even_if_the_text_changed"})
  private boolean evenIfTextChanged;

  /** The run that shall go on; null for a new one. */
  @Nullable Path run() {
    return run;
  }

  /**
   * Refuses what has no meaning for the run that is asked for.
   *
   * @throws GemmaException naming the option
   */
  void requireMeaning(CommandSpec spec) {
    if (run == null && evenIfTextChanged) {
      throw new GemmaException("error.resume.only", ANY_TEXT);
    }
    for (OptionSpec option : spec.commandLine().getParseResult().matchedOptions()) {
      String name = option.names()[0];
      if (run != null && !ALLOWED.contains(name)) {
        throw new GemmaException("error.resume.fixed", name);
      }
    }
  }

  /**
   * Asks for the run to go on.
   *
   * @param data where its text is now, if that was said
   */
  ResumeRequest request(
      Path folder, ComputeDevice device, @Nullable Integer steps, @Nullable DataSource data) {
    return new ResumeRequest(folder, device, steps, data, evenIfTextChanged);
  }
}
