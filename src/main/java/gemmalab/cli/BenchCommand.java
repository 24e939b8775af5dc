package gemmalab.cli;

import com.google.gson.FieldNamingPolicy;
import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonObject;
import gemmalab.app.ArchitectureService;
import gemmalab.app.BenchmarkService;
import gemmalab.app.Futures;
import gemmalab.app.Lab;
import gemmalab.app.OpenModel;
import gemmalab.app.RunNames;
import gemmalab.model.ModelPreset;
import gemmalab.tensor.ComputeDevice;
import gemmalab.tensor.Precision;
import gemmalab.train.BatchPlan;
import gemmalab.train.TrainConfig;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code bench}: measures this machine; one line of JSON a command. */
@Command(name = "bench", mixinStandardHelpOptions = true)
@SuppressWarnings("NullAway.Init") // picocli fills the fields
final class BenchCommand implements Runnable {

  private static final Gson GSON =
      new GsonBuilder()
          .setFieldNamingPolicy(FieldNamingPolicy.LOWER_CASE_WITH_UNDERSCORES)
          .create();

  /** Between two: one decimal is what such measurements are good for. */
  private static final double ROUNDING = 10;

  /** Of steps and rounds: far more than anyone waits for, and all times still fit into memory. */
  private static final int MOST = 1_000_000;

  /** The speed is that of the tokens after the first. */
  private static final int FEWEST_TIMED_TOKENS = 2;

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), CliText.of(spec).format("bench.which"));
  }

  @Command(name = "train", mixinStandardHelpOptions = true)
  int train(
      @Option(names = "--preset") @Nullable String preset,
      @Option(names = {"--model_path", "--model-path"}) @Nullable Path modelPath,
      @Option(names = {"--batch_size", "--batch-size"}) @Nullable Integer batchSize,
      @Option(names = {"--block_size", "--block-size"}) @Nullable Integer blockSize,
      @Option(names = "--steps", defaultValue = "20") int steps,
      @Option(names = "--precision", defaultValue = "auto") String precision,
      @Option(names = "--device", defaultValue = "auto") String device)
      throws InterruptedException {
    CommandErrors.requireBetween(spec, "steps", steps, 1, MOST);
    Precision products = CommandErrors.fromOptions(spec, () -> Precision.parse(precision));
    BatchPlan usual = TrainConfig.of(named(preset), TrainConfig.DEFAULT_DATA).batch();
    BatchPlan plan =
        CommandErrors.fromOptions(
            spec,
            () ->
                new BatchPlan(
                    batchSize == null ? usual.batchSize() : batchSize,
                    blockSize == null ? usual.blockSize() : blockSize,
                    1));
    try (Lab lab = Lab.forTerminal()) {
      OpenModel model = open(lab, preset, modelPath, device);
      JsonObject line = json(Futures.await(lab.benchmarks().train(model, plan, products, steps)));
      line.addProperty("batch_size", plan.batchSize());
      line.addProperty("block_size", plan.blockSize());
      line.addProperty("precision", products.label());
      print(line, lab, model);
    }
    return CommandLineApp.DONE;
  }

  @Command(name = "generate", mixinStandardHelpOptions = true)
  int generate(
      @Option(names = "--preset") @Nullable String preset,
      @Option(names = {"--model_path", "--model-path"}) @Nullable Path modelPath,
      @Option(
              names = "--prompt",
              defaultValue = "Once upon a time there was a little girl who lived by the sea.")
          String prompt,
      @Option(
              names = {"--max_tokens", "--max-tokens"},
              defaultValue = "100")
          int tokens,
      @Option(names = "--rounds", defaultValue = "5") int rounds,
      @Option(names = "--device", defaultValue = "auto") String device)
      throws InterruptedException {
    CommandErrors.requireBetween(
        spec, "max_tokens", tokens, FEWEST_TIMED_TOKENS, Integer.MAX_VALUE);
    CommandErrors.requireBetween(spec, "rounds", rounds, 1, MOST);
    try (Lab lab = Lab.forTerminal()) {
      OpenModel model = open(lab, preset, modelPath, device);
      JsonObject line =
          json(Futures.await(lab.benchmarks().generate(model, prompt, tokens, rounds)));
      line.addProperty("max_tokens", tokens);
      print(line, lab, model);
    }
    return CommandLineApp.DONE;
  }

  private OpenModel open(Lab lab, @Nullable String preset, @Nullable Path modelPath, String device)
      throws InterruptedException {
    ComputeDevice where = CommandErrors.fromOptions(spec, () -> ComputeDevice.parse(device));
    return Futures.await(
        modelPath == null
            ? lab.models().random(named(preset), where)
            : lab.models().open(RunNames.find(modelPath), where));
  }

  private ModelPreset named(@Nullable String preset) {
    return CommandErrors.fromOptions(
        spec, () -> ModelPreset.named(preset == null ? "nano" : preset));
  }

  private void print(JsonObject line, Lab lab, OpenModel model) throws InterruptedException {
    line.addProperty("model", model.name());
    line.addProperty("parameters", ArchitectureService.parts(model.config()).parameters());
    line.addProperty("vocab_size", model.config().vocabSize());
    line.addProperty("threads", Futures.await(lab.threads()));
    line.addProperty("device", model.device().label());
    BenchmarkService.peakResidentMb()
        .ifPresent(peak -> line.addProperty("peak_rss_mb", Math.round(peak)));
    spec.commandLine().getOut().println(line);
  }

  private static JsonObject json(Object result) {
    JsonObject line = GSON.toJsonTree(result).getAsJsonObject();
    line.entrySet()
        .forEach(
            number -> {
              double rounded = Math.round(number.getValue().getAsDouble() * ROUNDING) / ROUNDING;
              number.setValue(GSON.toJsonTree(rounded));
            });
    return line;
  }
}
