package gemmalab.cli;

import gemmalab.app.Futures;
import gemmalab.app.Lab;
import gemmalab.app.RunNames;
import gemmalab.app.TrainingExportRequest;
import gemmalab.tensor.Precision;
import gemmalab.text.GemmaException;
import gemmalab.train.TrainConfig;
import gemmalab.train.TrainingExport.Existing;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code export}: writes what a bigger machine needs to train a model. */
@Command(name = "export", mixinStandardHelpOptions = true)
@SuppressWarnings("NullAway.Init") // picocli fills the fields
final class ExportCommand implements Callable<Integer> {

  @Option(names = "--for-training", required = true, paramLabel = "FOLDER")
  private Path folder;

  @Option(names = {"--model_path", "--model-path"})
  private @Nullable Path model;

  @Option(names = "--overwrite")
  private boolean overwrite;

  @Mixin private TrainOptions options;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws InterruptedException {
    CommandErrors.checkOptions(spec, this::requireMeaning);
    TrainConfig config = CommandErrors.fromOptions(spec, () -> options.config(Precision.BF16));
    Path from = model == null ? null : RunNames.find(model);
    Existing existing = overwrite ? Existing.REPLACE : Existing.REFUSE;
    PreparationView view = new PreparationView(spec.commandLine().getErr(), CliText.of(spec));
    try (Lab lab = Lab.forTerminal()) {
      TrainConfig written =
          Futures.await(
              lab.trainingExports()
                  .export(new TrainingExportRequest(config, from, folder, existing), view::on));
      spec.commandLine()
          .getOut()
          .println(
              CliText.of(spec)
                  .format("export.done", folder, written.schedule().totalSteps(), "README.md"));
    }
    return CommandLineApp.DONE;
  }

  /** Refuses what this computer would decide, or the opened model has decided already. */
  private void requireMeaning() {
    if (options.largestBatch()) {
      throw new GemmaException("error.export.batchAuto");
    }
    if (model != null && options.vocabulary() != null) {
      throw new GemmaException("error.export.vocabulary", model);
    }
  }
}
