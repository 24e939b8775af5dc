package gemmalab.app;

import gemmalab.train.TrainConfig;
import gemmalab.train.TrainingExport.Existing;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A run that another machine shall do.
 *
 * @param model the model that it starts from; null for random weights
 * @param folder that is written
 * @param existing what becomes of an export that is there
 */
public record TrainingExportRequest(
    TrainConfig config, @Nullable Path model, Path folder, Existing existing) {

  /** The run names its text by an absolute path, since it may be resumed from elsewhere. */
  public TrainingExportRequest {
    config = config.withData(config.data().absolute());
  }
}
