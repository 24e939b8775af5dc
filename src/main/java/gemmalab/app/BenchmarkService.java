package gemmalab.app;

import gemmalab.generate.GenerateBenchmark;
import gemmalab.tensor.EngineProvider;
import gemmalab.tensor.Precision;
import gemmalab.tensor.TensorExecutor;
import gemmalab.tensor.TensorTurns;
import gemmalab.train.BatchPlan;
import gemmalab.train.TrainBenchmark;
import java.util.OptionalDouble;
import java.util.concurrent.CompletableFuture;

/** Measures how fast a model trains and writes on this machine. */
public final class BenchmarkService {

  private final TensorExecutor tensors;
  private final EngineProvider engine;

  BenchmarkService(TensorExecutor tensors, EngineProvider engine) {
    this.tensors = tensors;
    this.engine = engine;
  }

  /** Trains the model, in place, for that many steps of random tokens. */
  public CompletableFuture<TrainBenchmark.Result> train(
      OpenModel model, BatchPlan plan, Precision precision, int steps) {
    TensorTurns turns = tensors.turns();
    return CompletableFuture.supplyAsync(
        () ->
            TrainBenchmark.run(
                model.model(), turns.call(engine::engine), plan, precision, steps, turns));
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
