package gemmalab.cli;

import gemmalab.app.ArchitectureService;
import gemmalab.app.ArchitectureService.Description;
import gemmalab.app.ModelReport;
import gemmalab.app.RunNames;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code describe}: prints module trees as PyTorch prints them, then parameter counts. */
@Command(name = "describe", mixinStandardHelpOptions = true)
@SuppressWarnings("NullAway.Init") // picocli fills the fields
final class DescribeCommand implements Callable<Integer> {

  @Parameters(arity = "0..1", paramLabel = "MODEL", descriptionKey = "MODEL")
  private @Nullable Path path;

  @Option(names = "--preset")
  private @Nullable String preset;

  @Option(names = "--tensors")
  private boolean tensors;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    if (path != null && preset != null) {
      throw new ParameterException(
          spec.commandLine(),
          CliText.of(spec).shared().format("error.describe.both", path, "--preset"));
    }
    if (tensors) {
      return describeTensors(out);
    }
    List<Description> descriptions = descriptions();
    descriptions.forEach(each -> out.println(each.tree() + "\n"));
    descriptions.forEach(
        each ->
            out.println(
                CliText.of(spec).format("describe.parameters", each.name(), each.parameters())));
    if (path != null) {
      new ModelReportView(CliText.of(spec), out).showFile(ModelReport.of(RunNames.find(path)));
    }
    return CommandLineApp.DONE;
  }

  private int describeTensors(PrintWriter out) {
    if (path == null) {
      throw new ParameterException(
          spec.commandLine(), CliText.of(spec).shared().format("error.describe.tensors"));
    }
    ModelReport report = ModelReport.of(RunNames.find(path));
    new ModelReportView(CliText.of(spec), out).show(report);
    return report.fits() ? CommandLineApp.DONE : CommandLineApp.FAILED;
  }

  private List<Description> descriptions() {
    if (path != null) {
      return List.of(ArchitectureService.describe(RunNames.find(path)));
    }
    String name = preset;
    if (name != null) {
      return List.of(CommandErrors.fromOptions(spec, () -> ArchitectureService.describe(name)));
    }
    return ArchitectureService.describeBoth();
  }
}
