package gemmalab.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code runs}: lists, compares and exports training runs. */
@Command(
    name = "runs",
    mixinStandardHelpOptions = true,
    subcommands = {RunsListCommand.class, RunsCompareCommand.class, RunsExportCommand.class})
@SuppressWarnings("NullAway.Init") // picocli fills the field
final class RunsCommand implements Runnable {

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), CliText.of(spec).format("runs.which"));
  }
}
