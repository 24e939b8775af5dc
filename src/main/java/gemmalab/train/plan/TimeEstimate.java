package gemmalab.train.plan;

import gemmalab.tensor.ComputeDevice;
import gemmalab.tensor.TensorEngine;
import gemmalab.tensor.TensorTurns;
import gemmalab.train.BatchPlan;
import gemmalab.train.TrainBenchmark;
import gemmalab.train.TrainConfig;

/** The estimated time of a run, from three steps of a model of the same shape. */
public final class TimeEstimate {

  private static final int STEPS = 3;
  private static final int TOKENS_IN_STEP = 2_048;
  private static final double MS_PER_SECOND = 1_000;

  private TimeEstimate() {}

  /** Times a few steps and extrapolates. It leaves nothing behind. */
  public static double seconds(
      TrainConfig config, TensorEngine engine, ComputeDevice device, TensorTurns turns) {
    BatchPlan batch = config.batch();
    int windows = Math.max(1, Math.min(batch.batchSize(), TOKENS_IN_STEP / batch.blockSize()));
    BatchPlan probe = new BatchPlan(windows, batch.blockSize(), 1);
    TrainBenchmark.Result measured =
        SpeedTrial.run(config.model(), probe, config.precision(), STEPS, engine, device, turns);
    return seconds(config, probe, measured);
  }

  private static double seconds(
      TrainConfig config, BatchPlan probe, TrainBenchmark.Result measured) {
    BatchPlan batch = config.batch();
    int steps = config.schedule().totalSteps();
    double share = (double) batch.batchSize() / probe.batchSize(); // of a whole micro-batch
    double microBatchMs = share * (measured.forwardMs() + measured.backwardMs());
    double stepMs = batch.gradientAccumulationSteps() * microBatchMs + measured.optimizerMs();
    double evaluations = 1 + (double) steps / config.evaluation().interval();
    double evaluationMs = config.evaluation().batches() * share * measured.forwardMs();
    double seconds = (steps * stepMs + evaluations * evaluationMs) / MS_PER_SECOND;
    double limit = config.stop().maxMinutes() * 60;
    return limit > 0 ? Math.min(limit, seconds) : seconds;
  }
}
