package gemmalab.app;

import gemmalab.app.OpenModel.Origin;
import gemmalab.checkpoint.LoadMonitor;
import gemmalab.checkpoint.ModelFile;
import gemmalab.checkpoint.config.Assumption;
import gemmalab.data.PreparationMonitor;
import gemmalab.data.source.DataSource;
import gemmalab.model.Gemma3Model;
import gemmalab.model.ModelPreset;
import gemmalab.tensor.ComputeDevice;
import gemmalab.tensor.EngineProvider;
import gemmalab.tensor.TensorExecutor;
import gemmalab.tensor.TensorTurns;
import gemmalab.train.FittedVocabulary;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** Opens models and frees them. */
public final class ModelService implements ModelOpener {

  private static final int RANDOM_SEED = 42;

  /** A model that has learned nothing knows the words of the default text; a few tell them all. */
  private static final DataSource FEW_STORIES = DataSource.of(DataSource.STORIES + ":2000");

  private final TensorExecutor tensors;
  private final EngineProvider engine;
  private final DataService data;
  private final Map<Path, CompletableFuture<Found>> ahead = new ConcurrentHashMap<>();

  ModelService(TensorExecutor tensors, EngineProvider engine, DataService data) {
    this.tensors = tensors;
    this.engine = engine;
    this.data = data;
  }

  /** Reads what needs no engine of a model that is about to be opened. */
  public void readAhead(Path path) {
    ahead.put(path, CompletableFuture.supplyAsync(() -> Found.at(path)));
  }

  @Override
  public CompletableFuture<OpenModel> open(Path path, ComputeDevice device, LoadMonitor monitor) {
    CompletableFuture<Found> read = ahead.remove(path);
    CompletableFuture<Found> found =
        read == null ? CompletableFuture.supplyAsync(() -> Found.at(path)) : read;
    return found.thenApplyAsync(file -> open(path, file, device, monitor));
  }

  private OpenModel open(Path path, Found found, ComputeDevice device, LoadMonitor monitor) {
    monitor.throwIfCancelled();
    TensorTurns turns = tensors.turns();
    Gemma3Model model =
        found.file.load(turns.call(() -> engine.engine().newManager(device)), turns, monitor);
    return new OpenModel(
        nameOf(path),
        Origin.FILE,
        model,
        found.tokenizer,
        RunCatalog.runOf(path),
        found.unused,
        found.assumed);
  }

  /** A model on disk and its tokenizer: what needs no engine. */
  private record Found(
      ModelFile file, UsableTokenizer tokenizer, List<String> unused, List<Assumption> assumed) {

    static Found at(Path path) {
      ModelFile file = ModelFile.locate(path); // its faults come before the engine's time
      return new Found(file, UsableTokenizer.of(file), file.report().unused(), file.assumed());
    }
  }

  @Override
  public CompletableFuture<OpenModel> random(ModelPreset preset, ComputeDevice device) {
    return CompletableFuture.supplyAsync(
            () ->
                data.fit(preset.config(), FEW_STORIES, true, PreparationMonitor.NONE).vocabulary())
        .thenCompose(fitted -> tensors.call(() -> random(preset, fitted, device)));
  }

  private OpenModel random(ModelPreset preset, FittedVocabulary fitted, ComputeDevice device) {
    Gemma3Model model = new Gemma3Model(fitted.model(), engine.engine().newManager(device));
    return OpenModel.random(
        preset.label(),
        model,
        fitted.tokenizer(),
        () -> {
          engine.engine().seed(RANDOM_SEED);
          model.withRandomWeights();
        });
  }

  /** Opens a model for one use and lets go of it. */
  <T> CompletableFuture<T> with(
      Path path, ComputeDevice device, Function<OpenModel, CompletableFuture<T>> use) {
    return open(path, device)
        .thenCompose(model -> use.apply(model).whenComplete((done, fault) -> close(model)));
  }

  @Override
  public void close(OpenModel model) {
    tensors.tidy(model::release);
  }

  /** A checkpoint of a run is called by its run: {@code my-run/best}. */
  private static String nameOf(Path path) {
    Path absolute = path.toAbsolutePath().normalize();
    Path file = absolute.getFileName();
    Path parent = absolute.getParent();
    if (file == null || parent == null || parent.getFileName() == null) {
      return absolute.toString();
    }
    String name = file.toString();
    boolean checkpoint =
        name.equals("best") || name.equals("last") || name.endsWith(".safetensors");
    return checkpoint ? parent.getFileName() + "/" + name : name;
  }
}
