package gemmalab.cli;

import gemmalab.app.FaultDetails;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.function.Consumer;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;

/** The command line: {@code gemma-lab COMMAND [OPTIONS]}. */
@Command(
    name = "gemma-lab",
    description =
        "See a Gemma-3 language model from the inside. Without a command the window opens.",
    mixinStandardHelpOptions = true,
    version = FaultDetails.PROGRAM,
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
    System.setProperty(
        "java.awt.headless", "true"); // pictures need no display, not even a dead one
    PrintWriter out = printer(FileDescriptor.out, OutputCharset.of("stdout"), System::setOut);
    PrintWriter err = printer(FileDescriptor.err, OutputCharset.of("stderr"), System::setErr);
    return create(out, err).execute(arguments);
  }

  /** A command line that writes where it is told to. */
  static CommandLine create(PrintWriter out, PrintWriter err) {
    CommandLine line = new CommandLine(new CommandLineApp());
    line.setOut(out);
    line.setErr(err);
    line.registerConverter(Path.class, new PathConverter());
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setParameterExceptionHandler(Faults::wrongUsage);
    line.setExecutionExceptionHandler(Faults::failed);
    return line;
  }

  private static PrintWriter printer(
      FileDescriptor descriptor, Charset charset, Consumer<PrintStream> standard) {
    PrintStream stream = new PrintStream(new FileOutputStream(descriptor), true, charset);
    standard.accept(stream);
    return new PrintWriter(stream, true, charset);
  }
}
