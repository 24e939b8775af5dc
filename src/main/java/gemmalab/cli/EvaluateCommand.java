package gemmalab.cli;

import gemmalab.app.EvaluationService.Stories;
import gemmalab.app.Futures;
import gemmalab.app.Lab;
import gemmalab.app.OpenModel;
import gemmalab.evaluate.HeldOutLoss;
import gemmalab.evaluate.QualityMeasurement;
import gemmalab.evaluate.StoryQuality;
import gemmalab.tensor.ComputeDevice;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.DoubleConsumer;
import java.util.function.ToIntFunction;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code evaluate}: how good a model is, on stories that it never saw. */
@Command(name = "evaluate", mixinStandardHelpOptions = true)
@SuppressWarnings("NullAway.Init") // picocli fills the fields
final class EvaluateCommand implements Callable<Integer> {

  /** All are made before the first is read. */
  private static final int MOST_STORIES = 100_000;

  @Mixin private ModelOption model;

  @Option(names = {"--loss_stories", "--loss-stories"})
  private int lossStories = 1000;

  @Option(names = "--stories")
  private int stories = 100;

  @Option(names = "--device")
  private String device = "auto";

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws InterruptedException {
    CommandErrors.requireBetween(spec, "loss_stories", lossStories, 1, MOST_STORIES);
    CommandErrors.requireBetween(spec, "stories", stories, 1, MOST_STORIES);
    ComputeDevice where = CommandErrors.fromOptions(spec, () -> ComputeDevice.parse(device));
    Path path = model.path(spec);
    try (Lab lab = Lab.forTerminal()) {
      OpenModel open = ModelOption.open(lab, path, where, spec);
      print(Futures.await(lab.evaluation().loss(open, lossStories, progress("evaluate.reading"))));
      print(Futures.await(lab.evaluation().stories(open, stories, progress("evaluate.writing"))));
    }
    return CommandLineApp.DONE;
  }

  private void print(HeldOutLoss loss) {
    CliText text = CliText.of(spec);
    TextTable table = new TextTable();
    table.add(
        text.format("evaluate.loss"),
        text.format("evaluate.nats.error", loss.nats(), loss.standardError()),
        text.format("evaluate.bits", loss.bitsPerCharacter()));
    table.add(
        text.format("evaluate.entropy"),
        text.format("evaluate.nats", loss.grammarNats()),
        text.format("evaluate.bits", loss.grammarBitsPerCharacter()));
    String above = String.format(Locale.ENGLISH, "%.1f %%", 100 * loss.aboveGrammar());
    table.add(text.format("evaluate.above"), above, "");
    PrintWriter out = spec.commandLine().getOut();
    out.println(text.format("evaluate.held", loss.stories(), loss.tokens()));
    table.lines().forEach(out::println);
    out.println();
    out.flush();
  }

  private void print(Stories stories) {
    CliText text = CliText.of(spec);
    TextTable table = new TextTable();
    table.add("", text.format("evaluate.model"), text.format("evaluate.grammar"));
    add(table, text.format("evaluate.names"), stories, StoryQuality::keepNames);
    add(table, text.format("evaluate.thing"), stories, StoryQuality::mentionObjectAgain);
    add(table, text.format("evaluate.quotes"), stories, StoryQuality::closeQuotes);
    add(table, text.format("evaluate.end"), stories, StoryQuality::end);
    add(table, text.format("evaluate.both"), stories, StoryQuality::keepNamesAndEnd);
    add(table, text.format("evaluate.twice"), stories, StoryQuality::repeat);
    add(
        table,
        text.format("evaluate.copied", stories.learnedFrom()),
        stories,
        StoryQuality::copied);
    PrintWriter out = spec.commandLine().getOut();
    out.println(
        text.format(
            "evaluate.stories",
            stories.model().stories(),
            QualityMeasurement.TEMPERATURE,
            QualityMeasurement.TOP_K));
    table.lines().forEach(out::println);
  }

  private static void add(
      TextTable table, String name, Stories stories, ToIntFunction<StoryQuality> count) {
    table.add(
        name,
        String.valueOf(count.applyAsInt(stories.model())),
        String.valueOf(count.applyAsInt(stories.grammar())));
  }

  /** A line at each tenth. */
  private DoubleConsumer progress(String what) {
    PrintWriter err = spec.commandLine().getErr();
    int[] shown = {0};
    return share -> {
      int tenths = (int) (share * 10);
      if (tenths > shown[0]) {
        shown[0] = tenths;
        err.println(CliText.of(spec).format(what, tenths * 10));
        err.flush();
      }
    };
  }
}
