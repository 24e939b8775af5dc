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
@Command(
    name = "evaluate",
    description =
        "Measure a model on held-out stories of the grammar: its loss beside the grammar's entropy,"
            + " and what it makes of their beginnings.",
    mixinStandardHelpOptions = true,
    showDefaultValues = true)
@SuppressWarnings("NullAway.Init") // picocli fills the fields
final class EvaluateCommand implements Callable<Integer> {

  /** All are made before the first is read. */
  private static final int MOST_STORIES = 100_000;

  @Mixin private ModelOption model;

  @Option(
      names = {"--loss_stories", "--loss-stories"},
      description = "Stories that the loss is taken on.")
  private int lossStories = 1000;

  @Option(names = "--stories", description = "Stories that the model writes.")
  private int stories = 100;

  @Option(names = "--device", description = "auto, cpu or cuda.")
  private String device = "auto";

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws InterruptedException {
    Faults.requireBetween(spec, "loss_stories", lossStories, 1, MOST_STORIES);
    Faults.requireBetween(spec, "stories", stories, 1, MOST_STORIES);
    ComputeDevice where = Faults.fromOptions(spec, () -> ComputeDevice.parse(device));
    PrintWriter out = spec.commandLine().getOut();
    Path path = model.path(spec.commandLine().getErr());
    try (Lab lab = Lab.forTerminal()) {
      OpenModel open = ModelOption.open(lab, path, where, spec.commandLine().getErr());
      print(Futures.await(lab.evaluation().loss(open, lossStories, progress("reading"))), out);
      print(Futures.await(lab.evaluation().stories(open, stories, progress("writing"))), out);
    }
    return CommandLineApp.DONE;
  }

  private static void print(HeldOutLoss loss, PrintWriter out) {
    TextTable table = new TextTable();
    table.add(
        "held-out loss",
        words("%.4f +- %.4f nats a token", loss.nats(), loss.standardError()),
        words("%.4f bits a character", loss.bitsPerCharacter()));
    table.add(
        "grammar's entropy",
        words("%.4f nats a token", loss.grammarNats()),
        words("%.4f bits a character", loss.grammarBitsPerCharacter()));
    table.add("above the entropy", words("%.1f %%", 100 * loss.aboveGrammar()), "");
    out.println(words("%,d held-out stories, %,d tokens", loss.stories(), loss.tokens()));
    table.lines().forEach(out::println);
    out.println();
    out.flush();
  }

  private static void print(Stories stories, PrintWriter out) {
    TextTable table = new TextTable();
    table.add("", "model", "grammar");
    add(table, "keep their names", stories, StoryQuality::keepNames);
    add(table, "bring their thing back", stories, StoryQuality::returnThing);
    add(table, "close their quotes", stories, StoryQuality::closeQuotes);
    add(table, "end by themselves", stories, StoryQuality::end);
    add(table, "keep their names and end", stories, StoryQuality::keepNamesAndEnd);
    add(table, "say a sentence twice", stories, StoryQuality::repeat);
    add(table, "stand in " + stories.learnedFrom(), stories, StoryQuality::copied);
    out.println(
        words(
            "%d stories from held-out beginnings, temperature %.1f, top-k %d",
            stories.model().stories(), QualityMeasurement.TEMPERATURE, QualityMeasurement.TOP_K));
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
        err.println(words("%s %d %%", what, tenths * 10));
        err.flush();
      }
    };
  }

  private static String words(String pattern, Object... values) {
    return String.format(Locale.ENGLISH, pattern, values);
  }
}
