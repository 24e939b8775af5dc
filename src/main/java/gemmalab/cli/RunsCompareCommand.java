package gemmalab.cli;

import gemmalab.app.RunComparison;
import gemmalab.app.RunComparison.Setting;
import gemmalab.app.RunNames;
import gemmalab.app.RunSummary;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code runs compare}: prints two runs side by side. */
@Command(
    name = "compare",
    description = "Print what differs between two runs, and their losses.",
    mixinStandardHelpOptions = true)
@SuppressWarnings("NullAway.Init") // picocli fills the fields
final class RunsCompareCommand implements Callable<Integer> {

  @Parameters(index = "0", paramLabel = "A", description = "A run: its folder, or its name.")
  private Path first;

  @Parameters(index = "1", paramLabel = "B", description = "Another.")
  private Path second;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    RunComparison comparison = RunComparison.of(RunNames.find(first), RunNames.find(second));
    table(comparison).lines().forEach(spec.commandLine().getOut()::println);
    if (!comparison.lossesCompare()) {
      spec.commandLine()
          .getErr()
          .println("The texts or the vocabularies differ: these losses do not compare.");
    }
    return CommandLineApp.DONE;
  }

  private static TextTable table(RunComparison comparison) {
    RunSummary a = comparison.first();
    RunSummary b = comparison.second();
    TextTable table = new TextTable();
    table.add("", RunWords.name(a.folder()), RunWords.name(b.folder()), "difference");
    for (Setting setting : comparison.settings()) {
      table.add(setting.key(), setting.first(), setting.second(), "");
    }
    table.add("updates", RunWords.updates(a), RunWords.updates(b), "");
    table.add("end", RunWords.end(a), RunWords.end(b), "");
    table.add("tokens/s", RunWords.speed(a), RunWords.speed(b), "");
    table.add(
        "final loss",
        RunWords.loss(a.last()),
        RunWords.loss(b.last()),
        RunWords.difference(comparison.last()));
    table.add(
        "best loss",
        RunWords.loss(a.best()),
        RunWords.loss(b.best()),
        RunWords.difference(comparison.best()));
    return table;
  }
}
