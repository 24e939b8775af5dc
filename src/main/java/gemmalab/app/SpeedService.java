package gemmalab.app;

import gemmalab.app.MachineSpeed.Trial;
import gemmalab.model.GemmaConfig;
import gemmalab.model.ModelPreset;
import gemmalab.tensor.ComputeDevice;
import gemmalab.tensor.EngineProvider;
import gemmalab.tensor.Precision;
import gemmalab.tensor.TensorEngine;
import gemmalab.tensor.TensorExecutor;
import gemmalab.tensor.TensorTurns;
import gemmalab.train.BatchPlan;
import gemmalab.train.TrainBenchmark;
import gemmalab.train.plan.SpeedTrial;
import java.util.concurrent.CompletableFuture;

/** Measures in a few seconds how fast this computer trains. */
public final class SpeedService {

  private static final int STEPS = 5;
  private static final double MS_PER_SECOND = 1_000;

  private static final BatchPlan BATCH = new BatchPlan(2, 256, 1);

  /** One local and one global layer as wide as those of Gemma 3 270M, with a small vocabulary. */
  private static final GemmaConfig WIDE =
      new GemmaConfig(
          8_192,
          256,
          640,
          2_048,
          4,
          1,
          256,
          GemmaConfig.alternating(2),
          128,
          10_000,
          1_000_000,
          256,
          1e-6,
          true,
          GemmaConfig.NO_PADDING);

  private final TensorExecutor tensors;
  private final EngineProvider engine;

  SpeedService(TensorExecutor tensors, EngineProvider engine) {
    this.tensors = tensors;
    this.engine = engine;
  }

  /** Runs the trials beside other work, which slows both down. */
  public CompletableFuture<MachineSpeed> measure() {
    TensorTurns turns = tensors.turns();
    return CompletableFuture.supplyAsync(
        () ->
            MachineSpeed.of(
                trial(ModelPreset.NANO.config(), turns), trial(WIDE, turns), Precision.fastest()));
  }

  private Trial trial(GemmaConfig config, TensorTurns turns) {
    TensorEngine loaded = turns.call(engine::engine);
    TrainBenchmark.Result result =
        SpeedTrial.run(
            config, BATCH, Precision.fastest(), STEPS, loaded, ComputeDevice.AUTO, turns);
    double fastest = BATCH.tokensPerStep() / result.tokensPerSecondMax(); // least disturbed
    double update = Math.min(result.optimizerMs() / MS_PER_SECOND, fastest / 2);
    return new Trial(config, BATCH, fastest - update, update);
  }
}
