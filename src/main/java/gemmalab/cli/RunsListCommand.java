package gemmalab.cli;

import gemmalab.app.RunCatalog;
import gemmalab.app.RunEntry;
import gemmalab.app.RunSummary;
import gemmalab.app.UserFolders;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code runs list}: prints a line for each run of a folder. */
@Command(name = "list", mixinStandardHelpOptions = true)
@SuppressWarnings("NullAway.Init") // picocli fills the fields
final class RunsListCommand implements Callable<Integer> {

  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT);

  @Parameters(arity = "0..1", paramLabel = "FOLDER", descriptionKey = "FOLDER")
  private @Nullable Path folder;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    TextTable table = new TextTable();
    CliText text = CliText.of(spec);
    table.add(heads(text));
    List<String> damaged = new ArrayList<>();
    for (RunEntry entry : runs()) {
      if (entry instanceof RunSummary run) {
        table.add(row(run, text));
      } else if (entry instanceof RunEntry.Damaged run) {
        damaged.add(
            text.format("run.damaged", RunWords.name(run.folder()), text.error(run.reason())));
      }
    }
    PrintWriter out = spec.commandLine().getOut();
    table.lines().forEach(out::println);
    damaged.forEach(out::println);
    return CommandLineApp.DONE;
  }

  /** The usual place is made by the first run: before that it has none. */
  private List<RunEntry> runs() {
    Path place = folder == null ? UserFolders.runs() : folder;
    return folder == null && !Files.exists(place) ? List.of() : RunCatalog.list(place);
  }

  private static String[] heads(CliText text) {
    return Stream.of("name", "preset", "text", "steps", "best", "speed", "end", "started")
        .map(column -> text.format("run." + column))
        .toArray(String[]::new);
  }

  private static String[] row(RunSummary run, CliText text) {
    return new String[] {
      RunWords.name(run.folder()),
      run.config().preset(),
      run.config().data().name(),
      RunWords.steps(run),
      RunWords.loss(run.best()),
      RunWords.speed(run),
      RunWords.end(run, text),
      DATE.format(run.started().atZone(ZoneId.systemDefault()))
    };
  }
}
