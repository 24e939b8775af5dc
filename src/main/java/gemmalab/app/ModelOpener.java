package gemmalab.app;

import gemmalab.model.ModelPreset;
import gemmalab.tensor.ComputeDevice;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;

/** Opens models and lets go of them. */
public interface ModelOpener {

  /** Opens a model folder or a file of weights. */
  CompletableFuture<OpenModel> open(Path path, ComputeDevice device);

  /** Makes a preset's model with random weights; a compact vocabulary is the default text's. */
  CompletableFuture<OpenModel> random(ModelPreset preset, ComputeDevice device);

  /** Lets go of a model that came from here. */
  void close(OpenModel model);
}
