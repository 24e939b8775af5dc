package gemmalab.cli;

import gemmalab.data.source.PromptFile;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** The text that a model goes on with or reads: an option, a file, or the standard input. */
final class PromptOption {

  @Option(names = "--prompt")
  private @Nullable String prompt;

  @Option(names = {"--prompt_file", "--prompt-file"})
  private @Nullable String file;

  /** The prompt that was said; null if none was. */
  @Nullable String given(CommandSpec spec) {
    if (file == null) {
      return prompt;
    }
    if (prompt != null) {
      throw new ParameterException(spec.commandLine(), CliText.of(spec).format("prompt.twice"));
    }
    String name = file;
    return CommandErrors.fromOptions(spec, () -> PromptFile.read(name, System.in));
  }

  /** The prompt, which must be said. */
  String required(CommandSpec spec) {
    String given = given(spec);
    if (given == null) {
      throw new ParameterException(spec.commandLine(), CliText.of(spec).format("prompt.missing"));
    }
    return given;
  }
}
