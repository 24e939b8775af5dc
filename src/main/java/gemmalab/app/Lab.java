package gemmalab.app;

import gemmalab.tensor.EngineProvider;
import gemmalab.tensor.TensorThread;
import java.util.concurrent.CompletableFuture;

/**
 * The app without its faces: one tensor thread and the services that share it. The engine loads at
 * the first use that needs it, not before.
 */
public final class Lab implements AutoCloseable {

  private final TensorThread tensors = TensorThread.start();
  private final EngineProvider engine;
  private final DataService data = new DataService(DataService.folderOfUser());
  private final ModelService models;
  private final TrainingService training;
  private final TrainingExportService trainingExports;
  private final PlaygroundService playground;
  private final InspectService inspection;
  private final ActivationService activations;
  private final EvaluationService evaluation;
  private final BenchmarkService benchmarks;
  private final SpeedService speed;
  private final ExportService exports = new ExportService();

  private Lab(EngineProvider engine) {
    this.engine = engine;
    models = new ModelService(tensors, engine, data);
    training = new TrainingService(tensors, engine, data);
    trainingExports = new TrainingExportService(tensors, engine, data);
    playground = new PlaygroundService(tensors, engine);
    inspection = new InspectService(tensors, engine, models);
    activations = new ActivationService(tensors, engine);
    evaluation = new EvaluationService(tensors, engine);
    benchmarks = new BenchmarkService(tensors, engine);
    speed = new SpeedService(tensors, engine);
  }

  /** For a terminal: the engine may use every processor. */
  public static Lab forTerminal() {
    return new Lab(LazyEngine.alone());
  }

  /** For a window: the engine leaves it a processor. */
  public static Lab forWindow() {
    return new Lab(LazyEngine.besideWindow());
  }

  public ModelService models() {
    return models;
  }

  public DataService data() {
    return data;
  }

  public TrainingService training() {
    return training;
  }

  public TrainingExportService trainingExports() {
    return trainingExports;
  }

  public PlaygroundService playground() {
    return playground;
  }

  public InspectService inspection() {
    return inspection;
  }

  public ActivationReader activations() {
    return activations;
  }

  public EvaluationService evaluation() {
    return evaluation;
  }

  public BenchmarkService benchmarks() {
    return benchmarks;
  }

  public SpeedService speed() {
    return speed;
  }

  public ExportService exports() {
    return exports;
  }

  /** CPU threads of the engine; loads it if need be. */
  public CompletableFuture<Integer> threads() {
    return tensors.call(() -> engine.engine().threads());
  }

  /** Loads the engine now; what is wrong with it will be told to the first who needs it. */
  public void warmUp() {
    Futures.watch(threads(), (count, fault) -> {});
  }

  /** Ends all work: runs are stopped and saved first. */
  @Override
  public void close() {
    training.close();
    tensors.close();
  }
}
