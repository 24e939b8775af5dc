package gemmalab.train.plan;

import ai.djl.ndarray.NDManager;
import gemmalab.model.Gemma3Model;
import gemmalab.model.GemmaConfig;
import gemmalab.tensor.ComputeDevice;
import gemmalab.tensor.Precision;
import gemmalab.tensor.TensorEngine;
import gemmalab.tensor.TensorTurns;
import gemmalab.train.BatchPlan;
import gemmalab.train.TrainBenchmark;

/** Times a few training steps of a new model of a given shape, which is freed afterwards. */
public final class SpeedTrial {

  private SpeedTrial() {}

  /** Medians over this many steps of random tokens. */
  public static TrainBenchmark.Result run(
      GemmaConfig config,
      BatchPlan batch,
      Precision precision,
      int steps,
      TensorEngine engine,
      ComputeDevice device,
      TensorTurns turns) {
    NDManager manager = turns.call(() -> engine.newManager(device));
    try {
      Gemma3Model model = turns.call(() -> new Gemma3Model(config, manager).withRandomWeights());
      return TrainBenchmark.run(model, engine, batch, precision, steps, turns);
    } finally {
      turns.run(manager::close);
    }
  }
}
