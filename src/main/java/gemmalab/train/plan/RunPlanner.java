package gemmalab.train.plan;

import gemmalab.model.Gemma3Model;
import gemmalab.model.GemmaConfig;
import gemmalab.tensor.ComputeDevice;
import gemmalab.tensor.TensorEngine;
import gemmalab.tensor.TensorTurns;
import gemmalab.train.BatchPlan;
import gemmalab.train.TrainConfig;
import gemmalab.train.TrainSetup;
import java.util.List;

/** Estimates runs. Work on the tensor thread is done in turns, a part of a step in each. */
public final class RunPlanner {

  /** The share of free memory that a run uses if it chooses its own batch size. */
  private static final double SHARE_OF_MEMORY = 0.5;

  private final TensorEngine engine;
  private final ComputeDevice device;
  private final TensorTurns turns;

  public RunPlanner(TensorEngine engine, ComputeDevice device, TensorTurns turns) {
    this.engine = engine;
    this.device = device;
    this.turns = turns;
  }

  /**
   * Estimates a run from a few steps of a model of its shape, if these fit into memory.
   *
   * @param warnings warnings of the {@link ConfigLint}
   */
  public RunPlan plan(TrainSetup setup, List<PlanWarning> warnings) {
    TrainConfig config = setup.config();
    long parameters = parameters(config.model());
    MemoryEstimate memory = MemoryEstimate.of(config, parameters);
    long free = turns.call(device::freeBytes);
    double seconds =
        memory.total() <= free ? TimeEstimate.seconds(config, engine, device, turns) : Double.NaN;
    return new RunPlan(
        config, parameters, memory, free, seconds, setup.corpus().training().length(), warnings);
  }

  /**
   * The largest micro-batch that fits into memory, with about as many tokens per step as before.
   */
  public TrainConfig withLargestBatch(TrainConfig config) {
    BatchPlan given = config.batch();
    int windows = given.batchSize() * given.gradientAccumulationSteps();
    long parameters = parameters(config.model());
    double limit = SHARE_OF_MEMORY * turns.call(device::freeBytes);
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
    return turns.call(
        () -> {
          try (Gemma3Model model = new Gemma3Model(config, engine.newManager(device))) {
            return model.namedWeights().values().stream()
                .mapToLong(weight -> weight.shape().size())
                .sum();
          }
        });
  }
}
