package gemmalab.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;

/** The command line: {@code gemma-lab COMMAND [OPTIONS]}. */
@Command(
    name = "gemma-lab",
    description =
        "See a Gemma-3 language model from the inside. Without a command the window opens.",
    mixinStandardHelpOptions = true,
    version = "Gemma Lab 0.1.0",
    subcommands = {
      TrainCommand.class,
      PrepareCommand.class,
      GenerateCommand.class,
      DescribeCommand.class,
      EvaluateCommand.class,
      AttentionCommand.class,
      ParityCommand.class,
      RunsCommand.class,
      BenchCommand.class,
      CacheCommand.class,
      HelpCommand.class
    })
public final class CommandLineApp {

  static final int DONE = 0;
  static final int FAILED = 1;
  static final int WRONG_USAGE = 2;

  private CommandLineApp() {}

  /** Runs a command; its exit code is 0 done, 1 failed, 2 wrong usage, 130 stopped. */
  public static int run(String... arguments) {
    PrintStream out = utf8(FileDescriptor.out);
    PrintStream err = utf8(FileDescriptor.err);
    System.setOut(out);
    System.setErr(err);
    return create(
            new PrintWriter(out, true, StandardCharsets.UTF_8),
            new PrintWriter(err, true, StandardCharsets.UTF_8))
        .execute(arguments);
  }

  /** A command line that writes where it is told to. */
  static CommandLine create(PrintWriter out, PrintWriter err) {
    CommandLine line = new CommandLine(new CommandLineApp());
    line.setOut(out);
    line.setErr(err);
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setParameterExceptionHandler(Faults::wrongUsage);
    line.setExecutionExceptionHandler(Faults::failed);
    return line;
  }

  /** Text is UTF-8 whatever the locale of the terminal says. */
  private static PrintStream utf8(FileDescriptor descriptor) {
    return new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
  }
}
