package gemmalab.app;

import gemmalab.generate.GenerateBenchmark;
import gemmalab.tensor.Precision;
import gemmalab.train.BatchPlan;
import gemmalab.train.TrainBenchmark;
import java.util.OptionalDouble;
import java.util.concurrent.CompletableFuture;

/** Measures how fast a model trains and writes on this machine. */
public final class BenchmarkService {

  private final Lab lab;

  BenchmarkService(Lab lab) {
    this.lab = lab;
  }

  /** Trains the model, in place, for that many steps of random tokens. */
  public CompletableFuture<TrainBenchmark.Result> train(
      OpenModel model, BatchPlan plan, Precision precision, int steps) {
    return lab.call(() -> TrainBenchmark.run(model.model(), lab.engine(), plan, precision, steps));
  }

  /** Lets the model write the same text a few times. */
  public CompletableFuture<GenerateBenchmark.Result> generate(
      OpenModel model, String prompt, int tokens, int rounds) {
    return lab.call(
        () ->
            GenerateBenchmark.run(
                model.model(), lab.engine().kernels(), model.tokenizer(), prompt, tokens, rounds));
  }

  /** The most memory that the process has held so far, where the system tells. */
  public static OptionalDouble peakResidentMb() {
    return gemmalab.tensor.ProcessMemory.peakResidentMb();
  }
}
