package gemmalab.cli;

import gemmalab.app.RunCatalog;
import gemmalab.app.RunNames;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code runs export}: writes a run for other programs. */
@Command(name = "export", mixinStandardHelpOptions = true)
@SuppressWarnings("NullAway.Init") // picocli fills the fields
final class RunsExportCommand implements Callable<Integer> {

  @Parameters(paramLabel = "RUN", descriptionKey = "RUN")
  private Path run;

  @ArgGroup(exclusive = false, multiplicity = "1")
  private Targets targets;

  /** One of them is needed. */
  static final class Targets {
    @Option(names = "--output", paramLabel = "FILE.csv")
    private @Nullable Path table;

    @Option(names = "--tensorboard", paramLabel = "FOLDER")
    private @Nullable Path tensorBoard;
  }

  @Override
  public Integer call() {
    Path found = RunNames.find(run);
    if (targets.table != null) {
      RunCatalog.exportCsv(found, targets.table);
    }
    if (targets.tensorBoard != null) {
      RunCatalog.exportTensorBoard(found, targets.tensorBoard);
    }
    return CommandLineApp.DONE;
  }
}
