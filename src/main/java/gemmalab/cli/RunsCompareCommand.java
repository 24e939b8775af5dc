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
@Command(name = "compare", mixinStandardHelpOptions = true)
@SuppressWarnings("NullAway.Init") // picocli fills the fields
final class RunsCompareCommand implements Callable<Integer> {

  @Parameters(index = "0", paramLabel = "A", descriptionKey = "A")
  private Path first;

  @Parameters(index = "1", paramLabel = "B", descriptionKey = "B")
  private Path second;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    RunComparison comparison = RunComparison.of(RunNames.find(first), RunNames.find(second));
    table(comparison, CliText.of(spec)).lines().forEach(spec.commandLine().getOut()::println);
    if (!comparison.lossesCompare()) {
      spec.commandLine().getErr().println(CliText.of(spec).format("run.incomparable"));
    }
    return CommandLineApp.DONE;
  }

  private static TextTable table(RunComparison comparison, CliText text) {
    RunSummary a = comparison.first();
    RunSummary b = comparison.second();
    TextTable table = new TextTable();
    table.add(
        "", RunWords.name(a.folder()), RunWords.name(b.folder()), text.format("run.difference"));
    for (Setting setting : comparison.settings()) {
      table.add(setting.key(), setting.first(), setting.second(), "");
    }
    table.add(text.format("run.steps"), RunWords.steps(a), RunWords.steps(b), "");
    table.add(text.format("run.end"), RunWords.end(a, text), RunWords.end(b, text), "");
    table.add(text.format("run.speed"), RunWords.speed(a), RunWords.speed(b), "");
    table.add(
        text.format("run.last"),
        RunWords.loss(a.last()),
        RunWords.loss(b.last()),
        RunWords.difference(comparison.last()));
    table.add(
        text.format("run.best"),
        RunWords.loss(a.best()),
        RunWords.loss(b.best()),
        RunWords.difference(comparison.best()));
    return table;
  }
}
