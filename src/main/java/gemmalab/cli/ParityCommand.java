package gemmalab.cli;

import gemmalab.app.Futures;
import gemmalab.app.Lab;
import gemmalab.inspect.Difference;
import gemmalab.tensor.ComputeDevice;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code parity}: compares with the tensors that another implementation wrote. */
@Command(name = "parity", mixinStandardHelpOptions = true)
@SuppressWarnings("NullAway.Init") // picocli fills the fields
final class ParityCommand implements Callable<Integer> {

  /** Losses and weights of a run may be ten times as far apart as those of one pass. */
  private static final double RECIPE_FACTOR = 10;

  @ArgGroup(multiplicity = "1")
  private Subject subject;

  /** What is compared. */
  static final class Subject {
    @Option(names = "--model", required = true)
    private @Nullable Path model;

    @Option(names = "--recipe", required = true)
    private @Nullable Path recipe;
  }

  @Option(names = "--golden", required = true)
  private Path golden;

  @Option(names = "--tolerance")
  private double tolerance = 1e-4;

  @Option(names = "--device")
  private String device = "cpu";

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws InterruptedException {
    if (!(tolerance >= 0) || Double.isInfinite(tolerance)) {
      String sentence =
          CliText.of(spec).shared().format("error.train.negative", "tolerance", tolerance);
      throw new ParameterException(spec.commandLine(), sentence);
    }
    ComputeDevice where = CommandErrors.fromOptions(spec, () -> ComputeDevice.parse(device));
    List<Difference> differences;
    try (Lab lab = Lab.forTerminal()) {
      differences = Futures.await(compare(lab, where));
    }
    PrintWriter out = spec.commandLine().getOut();
    CliText text = CliText.of(spec);
    differences.forEach(difference -> out.println(row(difference, text)));
    long outside = differences.stream().filter(difference -> !difference.within()).count();
    out.println(text.format("parity.sum", differences.size() - outside, differences.size()));
    return outside == 0 && !differences.isEmpty() ? CommandLineApp.DONE : CommandLineApp.FAILED;
  }

  private CompletableFuture<List<Difference>> compare(Lab lab, ComputeDevice where) {
    Path model = subject.model;
    Path recipe = subject.recipe;
    if (recipe != null) {
      return lab.inspection().recipeParity(recipe, where, golden, tolerance * RECIPE_FACTOR);
    }
    if (model == null) {
      throw new IllegalStateException("picocli requires one of --model and --recipe");
    }
    return lab.inspection().parity(model, where, golden, tolerance);
  }

  private static String row(Difference difference, CliText text) {
    String verdict = text.format(difference.within() ? "parity.ok" : "parity.far");
    return text.format(
        "parity.row",
        String.format(Locale.ENGLISH, "%-4s", verdict),
        String.format(Locale.ENGLISH, "%-60s", difference.name()),
        String.format(Locale.ENGLISH, "%.2e", difference.largest()),
        text.format("parity." + difference.measure()),
        String.format(Locale.ENGLISH, "%.0e", difference.tolerance()));
  }
}
