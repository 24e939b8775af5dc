package gemmalab.cli;

import gemmalab.app.Futures;
import gemmalab.app.LogFile;
import gemmalab.text.GemmaException;
import gemmalab.text.Messages;
import java.nio.file.InvalidPathException;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** The one place where the command line says what went wrong: one sentence, then an exit code. */
final class Faults {

  private Faults() {}

  /** Makes a value from options; a value that cannot be is wrong usage. */
  static <T> T fromOptions(CommandSpec spec, Supplier<T> value) {
    try {
      return value.get();
    } catch (GemmaException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
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
      String sentence = Messages.english().format("error.option.range", option, value, least, most);
      throw new ParameterException(spec.commandLine(), sentence);
    }
  }

  static int wrongUsage(ParameterException fault, String[] arguments) {
    CommandLine command = fault.getCommandLine();
    command.getErr().println(fault.getMessage());
    command.getErr().println("Try: " + command.getCommandSpec().qualifiedName() + " --help");
    return CommandLineApp.WRONG_USAGE;
  }

  static int failed(Exception fault, CommandLine command, ParseResult parsed) {
    command.getErr().println(sentence(Futures.cause(fault)));
    return CommandLineApp.FAILED;
  }

  private static String sentence(Throwable fault) {
    if (fault instanceof GemmaException known) {
      return String.valueOf(known.getMessage());
    }
    if (fault instanceof InvalidPathException path) {
      return PathConverter.sentence(path);
    }
    return LogFile.tell(fault);
  }
}
