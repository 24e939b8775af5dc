package gemmalab.cli;

import gemmalab.app.Futures;
import gemmalab.app.Lab;
import gemmalab.app.OpenModel;
import gemmalab.files.DurableFile;
import gemmalab.files.FileFaults;
import gemmalab.inspect.AttentionStages.Stage;
import gemmalab.inspect.HeadStatistics;
import gemmalab.inspect.Inspection;
import gemmalab.inspect.picture.HeadGridGeometry;
import gemmalab.inspect.picture.HeadGridPicture;
import gemmalab.inspect.picture.HeadMap;
import gemmalab.inspect.picture.InspectionTables;
import gemmalab.inspect.picture.MapFrame;
import gemmalab.inspect.picture.MapPicture;
import gemmalab.inspect.picture.MapScale;
import gemmalab.inspect.picture.MapShades;
import gemmalab.model.GemmaConfig;
import gemmalab.model.Intervention;
import gemmalab.model.Intervention.AttentionHead;
import gemmalab.picture.CsvTable;
import gemmalab.picture.Palette;
import gemmalab.picture.Picture;
import gemmalab.picture.PngWriter;
import gemmalab.tensor.ComputeDevice;
import gemmalab.text.GemmaException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code attention}: draws what the heads of a model look at in a text. */
@Command(name = "attention", mixinStandardHelpOptions = true)
@SuppressWarnings("NullAway.Init") // picocli fills the fields
final class AttentionCommand implements Callable<Integer> {

  private static final double SMALL_MAP = 72;
  private static final double LARGE_MAP = 1000;
  private static final double LARGEST_CELL = 18;

  @Mixin private ModelOption model;

  @Mixin private PromptOption promptOption;

  @Option(names = "--layer")
  private @Nullable Integer layer;

  @Option(names = "--head")
  private @Nullable Integer head;

  @Option(names = "--output")
  private Path output = Path.of("attention");

  @Option(names = "--window")
  private int window = Intervention.MODEL_WINDOW;

  @Option(names = "--device")
  private String device = "auto";

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws InterruptedException {
    if ((layer == null) != (head == null)) {
      throw new ParameterException(
          spec.commandLine(), CliText.of(spec).format("attention.together"));
    }
    ComputeDevice where = CommandErrors.fromOptions(spec, () -> ComputeDevice.parse(device));
    CommandErrors.requireBetween(
        spec, "window", window, Intervention.MODEL_WINDOW, Integer.MAX_VALUE);
    Intervention intervention = new Intervention(window, Set.of());
    String prompt = promptOption.required(spec);
    Path path = model.path(spec);
    try (Lab lab = Lab.forTerminal()) {
      OpenModel open = ModelOption.open(lab, path, where, spec);
      AttentionHead chosen = chosen(open.config());
      Inspection seen = Futures.await(lab.inspection().inspect(open, prompt, intervention));
      createFolder();
      writeOverview(seen, open.config());
      if (chosen != null) {
        writeMap(seen, chosen, intervention.window(open.config(), chosen.layer()));
      }
      tellPatterns(seen);
    }
    return CommandLineApp.DONE;
  }

  private @Nullable AttentionHead chosen(GemmaConfig config) {
    if (layer == null || head == null) {
      return null;
    }
    CommandErrors.requireBetween(spec, "layer", layer, 1, config.numHiddenLayers());
    CommandErrors.requireBetween(spec, "head", head, 1, config.numAttentionHeads());
    return new AttentionHead(layer - 1, head - 1); // people count from 1
  }

  private void writeOverview(Inspection seen, GemmaConfig config) {
    HeadGridGeometry geometry =
        new HeadGridGeometry(config.numHiddenLayers(), config.numAttentionHeads(), SMALL_MAP);
    Picture grid =
        HeadGridPicture.ofMaps(
            seen,
            config.layerTypes(),
            Set.of(),
            MapScale.LINEAR,
            geometry,
            CliText.of(spec).shared());
    write("overview", grid, InspectionTables.overview(seen));
  }

  private void writeMap(Inspection seen, AttentionHead chosen, int keys) {
    float[][] weights = seen.weights()[chosen.layer()][chosen.head()];
    HeadMap map = new HeadMap(chosen, seen.tokens(), weights, keys, Stage.SOFTMAX);
    double cell = Math.max(1, Math.min(LARGEST_CELL, Math.floor(LARGE_MAP / map.size())));
    Picture picture =
        MapPicture.of(
            new MapShades(map, MapScale.LINEAR),
            MapFrame.whole(map.size(), cell),
            CliText.of(spec).shared());
    String name = "layer-" + (chosen.layer() + 1) + "-head-" + (chosen.head() + 1);
    write(name, picture, InspectionTables.map(map));
  }

  private void write(String name, Picture picture, CsvTable table) {
    write(output.resolve(name + ".png"), PngWriter.bytes(picture, Palette.LIGHT));
    write(output.resolve(name + ".csv"), table.text().getBytes(StandardCharsets.UTF_8));
  }

  private void write(Path file, byte[] content) {
    try {
      DurableFile.write(file, content);
    } catch (IOException e) {
      throw new GemmaException(e, "error.file.unwritable", file, FileFaults.reason(e));
    }
    say("cli.attention.wrote", file);
  }

  private void createFolder() {
    try {
      Files.createDirectories(output);
    } catch (IOException e) {
      throw new GemmaException(e, "error.file.unwritable", output, FileFaults.reason(e));
    }
  }

  /** A sentence for each head whose pattern is clear. */
  private void tellPatterns(Inspection seen) {
    for (int each = 0; each < seen.weights().length; each++) {
      for (int one = 0; one < seen.weights()[each].length; one++) {
        AttentionHead place = new AttentionHead(each, one);
        HeadStatistics.of(seen.weights()[each][one], seen.ids())
            .label()
            .ifPresent(
                label ->
                    say(
                        "cli.attention.head",
                        place.layer() + 1,
                        place.head() + 1,
                        CliText.of(spec)
                            .format("attention.pattern." + InspectionTables.name(label))));
      }
    }
  }

  private void say(String key, Object... arguments) {
    PrintWriter out = spec.commandLine().getOut();
    out.println(CliText.of(spec).shared().format(key, arguments));
  }
}
