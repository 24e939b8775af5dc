package gemmalab.app;

import gemmalab.data.source.DataSource;
import gemmalab.tensor.ComputeDevice;
import gemmalab.train.TrainConfig;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A run that shall go on. All that is not said here stays as it was when it began.
 *
 * @param steps at which it shall end; null for those it has
 * @param data where its text is now; null if it has not moved
 * @param evenIfTextChanged whether it goes on with another text than it began with
 */
public record ResumeRequest(
    Path folder,
    ComputeDevice device,
    @Nullable Integer steps,
    @Nullable DataSource data,
    boolean evenIfTextChanged) {

  public ResumeRequest(Path folder, ComputeDevice device) {
    this(folder, device, null, null, false);
  }

  /** The same run, whatever became of its text. */
  public ResumeRequest withAnyText() {
    return new ResumeRequest(folder, device, steps, data, true);
  }

  /** A run's configuration with what changes. */
  TrainConfig change(TrainConfig config) {
    TrainConfig moved = data == null ? config : config.withData(data.absolute());
    return steps == null ? moved : moved.withSteps(steps);
  }
}
