package gemmalab.app;

import gemmalab.tensor.TensorEngine;
import gemmalab.tensor.TensorThread;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The app without its faces: one tensor thread and the services that share it. The engine loads at
 * the first use that needs it, not before.
 */
public final class Lab implements AutoCloseable {

  private final TensorThread tensors = TensorThread.start();
  private final boolean besideWindow;
  private final ModelService models = new ModelService(this);
  private final DataService data = new DataService(DataService.folderOfUser());
  private final TrainingService training = new TrainingService(this);
  private final PlaygroundService playground = new PlaygroundService(this);
  private final InspectService inspection = new InspectService(this);
  private final EvaluationService evaluation = new EvaluationService(this);
  private final BenchmarkService benchmarks = new BenchmarkService(this);
  private @Nullable TensorEngine engine; // of the tensor thread

  private Lab(boolean besideWindow) {
    this.besideWindow = besideWindow;
  }

  /** For a terminal: the engine may use every processor. */
  public static Lab forTerminal() {
    return new Lab(false);
  }

  /** For a window: the engine leaves it a processor. */
  public static Lab forWindow() {
    return new Lab(true);
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

  public PlaygroundService playground() {
    return playground;
  }

  public InspectService inspection() {
    return inspection;
  }

  public EvaluationService evaluation() {
    return evaluation;
  }

  public BenchmarkService benchmarks() {
    return benchmarks;
  }

  /** CPU threads of the engine; loads it if need be. */
  public CompletableFuture<Integer> threads() {
    return call(() -> engine().threads());
  }

  /** Loads the engine now; what is wrong with it will be told to the first who needs it. */
  public void warmUp() {
    Futures.watch(threads(), (count, fault) -> {});
  }

  @Override
  public void close() {
    tensors.close();
  }

  TensorThread tensors() {
    return tensors;
  }

  <T extends @Nullable Object> CompletableFuture<T> call(Callable<T> work) {
    return tensors.call(work);
  }

  /** Frees something on the tensor thread, some time soon. */
  void tidy(Runnable work) {
    Futures.watch(
        call(
            () -> {
              work.run();
              return true;
            }),
        (done, fault) -> {
          if (fault != null && !(fault instanceof CancellationException)) {
            throw new IllegalStateException("could not be freed", fault);
          }
        });
  }

  /** The engine; on the tensor thread only. */
  TensorEngine engine() {
    TensorEngine loaded = engine;
    if (loaded == null) {
      loaded = TensorEngine.onThisThread();
      if (besideWindow) {
        loaded.yieldToWindow();
      }
      engine = loaded;
    }
    return loaded;
  }
}
