package gemmalab.cli;

import gemmalab.app.Futures;
import gemmalab.app.LogFile;
import gemmalab.text.GemmaException;
import java.nio.file.InvalidPathException;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** Prints every error of the command line: one sentence, then an exit code. */
final class CommandErrors {

  private CommandErrors() {}

  /** Makes a value from options; an impossible value is wrong usage. */
  static <T> T fromOptions(CommandSpec spec, Supplier<T> value) {
    try {
      return value.get();
    } catch (GemmaException e) {
      throw new ParameterException(spec.commandLine(), CliText.of(spec).error(e), e);
    }
  }

  /** Checks options; what cannot be is wrong usage. */
  static void checkOptions(CommandSpec spec, Runnable check) {
    fromOptions(
        spec,
        () -> {
          check.run();
          return true;
        });
  }

  /** Refuses a number of an option that is out of its range. */
  static void requireBetween(CommandSpec spec, String option, int value, int least, int most) {
    if (value < least || value > most) {
      throw new ParameterException(
          spec.commandLine(),
          CliText.of(spec).shared().format("error.option.range", option, value, least, most));
    }
  }

  static int wrongUsage(ParameterException error, String[] arguments) {
    CommandLine command = error.getCommandLine();
    CommandSpec spec = command.getCommandSpec();
    command.getErr().println(error.getMessage());
    command.getErr().println(CliText.of(spec).format("refused.help", spec.qualifiedName()));
    return CommandLineApp.WRONG_USAGE;
  }

  static int failed(Exception error, CommandLine command, ParseResult parsed) {
    CliText text = CliText.of(command.getCommandSpec());
    command.getErr().println(sentence(Futures.cause(error), text));
    return CommandLineApp.FAILED;
  }

  private static String sentence(Throwable error, CliText text) {
    if (error instanceof GemmaException known) {
      return text.error(known);
    }
    if (error instanceof InvalidPathException path) {
      return PathConverter.sentence(path, text);
    }
    return LogFile.tell(error);
  }
}
