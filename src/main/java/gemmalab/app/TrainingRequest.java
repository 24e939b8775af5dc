package gemmalab.app;

import gemmalab.tensor.ComputeDevice;
import gemmalab.train.TrainConfig;
import java.nio.file.Path;

/**
 * A new run.
 *
 * @param largestBatch whether the micro-batch is chosen by the memory that is free
 * @param evenIfTooLarge whether it begins although its memory will probably not do
 * @param folder that is made for it
 */
public record TrainingRequest(
    TrainConfig config,
    ComputeDevice device,
    boolean largestBatch,
    boolean evenIfTooLarge,
    Path folder) {

  /** The run names its text by an absolute path, since it may be resumed from elsewhere. */
  public TrainingRequest {
    config = config.withData(config.data().absolute());
  }

  public TrainingRequest(TrainConfig config, ComputeDevice device, Path folder) {
    this(config, device, false, false, folder);
  }
}
