package gemmalab.train.plan;

import gemmalab.model.Gemma3Model;
import gemmalab.model.GemmaConfig;
import gemmalab.tensor.ComputeDevice;
import gemmalab.tensor.TensorEngine;
import gemmalab.train.BatchPlan;
import gemmalab.train.TrainConfig;
import gemmalab.train.TrainSetup;
import java.util.List;

/** Foretells runs; on the tensor thread. */
public final class RunPlanner {

  /** What a run may take of the free memory if it chooses its batches itself. */
  private static final double SHARE_OF_MEMORY = 0.5;

  private final TensorEngine engine;
  private final ComputeDevice device;

  public RunPlanner(TensorEngine engine, ComputeDevice device) {
    this.engine = engine;
    this.device = device;
  }

  /**
   * Foretells a run, with a few steps of a model of its shape, if these fit into memory.
   *
   * @param findings of the {@link ConfigLint}
   */
  public RunPlan plan(TrainSetup setup, List<Finding> findings) {
    TrainConfig config = setup.config();
    long parameters = parameters(config.model());
    MemoryEstimate memory = MemoryEstimate.of(config, parameters);
    long free = device.freeBytes();
    double seconds =
        memory.total() <= free ? TimeEstimate.seconds(config, engine, device) : Double.NaN;
    return new RunPlan(
        config, parameters, memory, free, seconds, setup.corpus().training().length(), findings);
  }

  /**
   * The largest micro-batch that fits well into memory, with about as many tokens to an update as
   * before.
   */
  public TrainConfig withLargestBatch(TrainConfig config) {
    BatchPlan given = config.batch();
    int windows = given.batchSize() * given.gradientAccumulationSteps();
    long parameters = parameters(config.model());
    double limit = SHARE_OF_MEMORY * device.freeBytes();
    int size = windows;
    while (size > 1
        && MemoryEstimate.of(config.withBatch(batch(size, given, windows)), parameters).total()
            > limit) {
      size = (size + 1) / 2;
    }
    return config.withBatch(batch(size, given, windows));
  }

  private static BatchPlan batch(int size, BatchPlan given, int windows) {
    return given.inMicroBatches(size, (windows + size - 1) / size);
  }

  private long parameters(GemmaConfig config) {
    try (Gemma3Model model = new Gemma3Model(config, engine.newManager(device))) {
      return model.namedWeights().values().stream()
          .mapToLong(weight -> weight.shape().size())
          .sum();
    }
  }
}
