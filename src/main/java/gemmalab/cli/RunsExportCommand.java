package gemmalab.cli;

import gemmalab.app.RunCatalog;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code runs export}: writes a run for other programs. */
@Command(
    name = "export",
    description = "Write a run's steps and evaluations for other programs.",
    mixinStandardHelpOptions = true)
@SuppressWarnings("NullAway.Init") // picocli fills the fields
final class RunsExportCommand implements Callable<Integer> {

  @Parameters(paramLabel = "RUN", description = "The folder of a run.")
  private Path run;

  @ArgGroup(exclusive = false, multiplicity = "1")
  private Targets targets;

  /** One of them is needed. */
  static final class Targets {
    @Option(
        names = "--output",
        paramLabel = "FILE.csv",
        description = "A table, a row for each update.")
    private @Nullable Path table;

    @Option(
        names = "--tensorboard",
        paramLabel = "FOLDER",
        description = "An event file for TensorBoard.")
    private @Nullable Path tensorBoard;
  }

  @Override
  public Integer call() {
    if (targets.table != null) {
      RunCatalog.exportCsv(run, targets.table);
    }
    if (targets.tensorBoard != null) {
      RunCatalog.exportTensorBoard(run, targets.tensorBoard);
    }
    return CommandLineApp.DONE;
  }
}
