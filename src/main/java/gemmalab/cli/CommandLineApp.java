package gemmalab.cli;

import gemmalab.app.FaultDetails;
import gemmalab.text.Language;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.ResourceBundle;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The command line: {@code gemma-lab COMMAND [OPTIONS]}. */
@Command(
    name = "gemma-lab",
    mixinStandardHelpOptions = true,
    version = FaultDetails.PROGRAM,
    subcommands = {
      TrainCommand.class,
      PrepareCommand.class,
      ExportCommand.class,
      GenerateCommand.class,
      DescribeCommand.class,
      ConvertCommand.class,
      EvaluateCommand.class,
      AttentionCommand.class,
      ParityCommand.class,
      RunsCommand.class,
      BenchCommand.class,
      CacheCommand.class,
      HelpCommand.class
    })
@SuppressWarnings("NullAway.Init") // picocli fills the field
public final class CommandLineApp {

  static final int DONE = 0;
  static final int FAILED = 1;
  static final int WRONG_USAGE = 2;

  private final CliText english = new CliText(Language.ENGLISH);
  private CliText text = english;

  @Spec private CommandSpec spec;

  private CommandLineApp() {}

  /** The texts in the language of the user. */
  CliText text() {
    return text;
  }

  /** Takes effect at once: picocli looks up the texts of help only when it prints them. */
  @Option(names = "--language", paramLabel = "en|ja", scope = ScopeType.INHERIT)
  void language(@Nullable String code) {
    if (code == null) {
      return; // picocli's initial value
    }
    Language named =
        Arrays.stream(Language.values())
            .filter(each -> each.locale().getLanguage().equals(code))
            .findFirst()
            .orElseThrow(
                () ->
                    new ParameterException(
                        spec.commandLine(), english.format("refused.language", code)));
    use(new CliText(named));
  }

  private void use(CliText chosen) {
    text = chosen;
    setHelp(spec, chosen.help());
  }

  /** On each command by itself: a command keeps the first bundle that it inherits. */
  private static void setHelp(CommandSpec command, ResourceBundle help) {
    command.resourceBundle(help);
    command.subcommands().values().forEach(each -> setHelp(each.getCommandSpec(), help));
  }

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
    CommandLineApp app = new CommandLineApp();
    CommandLine line = new CommandLine(app);
    app.use(app.english);
    line.setOut(out);
    line.setErr(err);
    line.registerConverter(Path.class, new PathConverter(app));
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setParameterExceptionHandler(CommandErrors::wrongUsage);
    line.setExecutionExceptionHandler(CommandErrors::failed);
    return line;
  }

  private static PrintWriter printer(
      FileDescriptor descriptor, Charset charset, Consumer<PrintStream> standard) {
    PrintStream stream = new PrintStream(new FileOutputStream(descriptor), true, charset);
    standard.accept(stream);
    return new PrintWriter(stream, true, charset);
  }
}
