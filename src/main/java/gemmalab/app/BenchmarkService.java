package gemmalab.app;

import gemmalab.generate.GenerateBenchmark;
import gemmalab.model.ModelPreset;
import gemmalab.tensor.EngineProvider;
import gemmalab.tensor.Precision;
import gemmalab.tensor.TensorExecutor;
import gemmalab.tensor.TensorTurns;
import gemmalab.text.GemmaException;
import gemmalab.train.BatchPlan;
import gemmalab.train.TrainBenchmark;
import gemmalab.train.TrainConfig;
import gemmalab.train.plan.MemoryEstimate;
import java.util.OptionalDouble;
import java.util.concurrent.CompletableFuture;

/** Measures how fast a model trains and writes on this machine. */
public final class BenchmarkService {

  private static final double GIGABYTE = 1e9;

  private final TensorExecutor tensors;
  private final EngineProvider engine;

  BenchmarkService(TensorExecutor tensors, EngineProvider engine) {
    this.tensors = tensors;
    this.engine = engine;
  }

  /**
   * Trains the model, in place, for that many steps of random tokens; fails if its context or the
   * free memory is too small for them.
   */
  public CompletableFuture<TrainBenchmark.Result> train(
      OpenModel model, BatchPlan plan, Precision precision, int steps) {
    TensorTurns turns = tensors.turns();
    return CompletableFuture.supplyAsync(
        () -> {
          turns.run(() -> requireMemory(model, plan));
          return TrainBenchmark.run(
              turns.call(model::model), turns.call(engine::engine), plan, precision, steps, turns);
        });
  }

  private static void requireMemory(OpenModel model, BatchPlan plan) {
    TrainConfig config =
        TrainConfig.of(ModelPreset.NANO, TrainConfig.DEFAULT_DATA)
            .withBatch(new BatchPlan(1, 1, 1))
            .withModel(model.config())
            .withBatch(plan);
    long needed =
        MemoryEstimate.of(config, ArchitectureService.parts(model.config()).parameters()).total();
    long free = model.device().freeBytes();
    if (needed > free) {
      throw new GemmaException("error.bench.memory", needed / GIGABYTE, free / GIGABYTE);
    }
  }

  /** Lets the model write the same text a few times. */
  public CompletableFuture<GenerateBenchmark.Result> generate(
      OpenModel model, String prompt, int tokens, int rounds) {
    return tensors.call(
        () ->
            GenerateBenchmark.run(
                model.model(),
                engine.engine().kernels(),
                model.tokenizer(),
                prompt,
                tokens,
                rounds));
  }

  /** The most memory that the process has held so far, where the system tells. */
  public static OptionalDouble peakResidentMb() {
    return gemmalab.tensor.ProcessMemory.peakResidentMb();
  }
}
