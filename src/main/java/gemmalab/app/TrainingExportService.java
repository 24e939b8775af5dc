package gemmalab.app;

import gemmalab.checkpoint.ModelFile;
import gemmalab.data.PreparationMonitor;
import gemmalab.data.PreparationProgress;
import gemmalab.model.Gemma3Model;
import gemmalab.tensor.ComputeDevice;
import gemmalab.tensor.EngineProvider;
import gemmalab.tensor.TensorExecutor;
import gemmalab.tensor.TensorTurns;
import gemmalab.tokenizer.Tokenizer;
import gemmalab.train.TrainConfig;
import gemmalab.train.TrainSetup;
import gemmalab.train.TrainingExport;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Writes what a bigger machine needs to train a model with PyTorch. */
public final class TrainingExportService {

  private final TensorExecutor tensors;
  private final EngineProvider engine;
  private final DataService data;

  TrainingExportService(TensorExecutor tensors, EngineProvider engine, DataService data) {
    this.tensors = tensors;
    this.engine = engine;
    this.data = data;
  }

  /**
   * Writes a folder.
   *
   * @param progress hears of the text's preparation many times a second, on another thread
   * @return the run's configuration, with the vocabulary fitted to its text
   */
  public CompletableFuture<TrainConfig> export(
      TrainingExportRequest request, Consumer<PreparationProgress> progress) {
    PreparationMonitor monitor = PreparationMonitor.of(progress, () -> false);
    return CompletableFuture.supplyAsync(() -> write(request, monitor));
  }

  private TrainConfig write(TrainingExportRequest request, PreparationMonitor monitor) {
    TrainingExport.requireWritable(request.folder(), request.existing()); // before a long download
    ModelFile file = request.model() == null ? null : ModelFile.locate(request.model());
    TrainingInputs inputs =
        file == null
            ? TrainingInputs.begin(request.config(), data, monitor)
            : inputs(request.config(), file, monitor);
    TensorTurns turns = tensors.turns();
    TrainSetup setup = turns.call(() -> setup(inputs));
    Gemma3Model model = turns.call(() -> model(setup, file));
    try {
      TrainingExport.write(setup, model, request.folder(), request.existing(), turns);
    } finally {
      turns.run(model::close);
    }
    return setup.config();
  }

  /** A model that has learned something keeps its vocabulary. */
  private TrainingInputs inputs(TrainConfig config, ModelFile file, PreparationMonitor monitor) {
    TrainConfig ofModel = config.withModel(file.config());
    Tokenizer tokenizer = file.tokenizer();
    boolean endOfText = config.recipe().endOfText();
    return new TrainingInputs(
        ofModel, data.tokens(config.data(), tokenizer, endOfText, monitor), tokenizer);
  }

  private TrainSetup setup(TrainingInputs inputs) {
    return new TrainSetup(
        inputs.config(),
        inputs.corpus(),
        inputs.tokenizer(),
        engine.engine(),
        ComputeDevice.CPU,
        event -> {});
  }

  private Gemma3Model model(TrainSetup setup, @Nullable ModelFile file) {
    return file == null
        ? setup.newModel()
        : file.load(engine.engine().newManager(ComputeDevice.CPU));
  }
}
