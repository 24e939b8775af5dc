package gemmalab.app;

import gemmalab.checkpoint.LoadMonitor;
import gemmalab.model.ModelPreset;
import gemmalab.tensor.ComputeDevice;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;

/** Opens models and lets go of them. */
public interface ModelOpener {

  /** Opens a model folder or a file of weights. */
  default CompletableFuture<OpenModel> open(Path path, ComputeDevice device) {
    return open(path, device, LoadMonitor.NONE);
  }

  /**
   * The same, watched.
   *
   * @param monitor hears on another thread how far it has come, and may end it: then the future
   *     fails with a {@link java.util.concurrent.CancellationException}
   */
  CompletableFuture<OpenModel> open(Path path, ComputeDevice device, LoadMonitor monitor);

  /**
   * Makes a preset's model with random weights, which take no memory before someone computes with
   * them; a compact vocabulary is the default text's.
   */
  CompletableFuture<OpenModel> random(ModelPreset preset, ComputeDevice device);

  /** Lets go of a model that came from here. */
  void close(OpenModel model);
}
