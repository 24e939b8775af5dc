package gemmalab.train;

import gemmalab.data.Batch;
import gemmalab.data.TokenSequence;
import gemmalab.data.Windows;
import gemmalab.model.ForwardPass;
import gemmalab.model.Gemma3Model;
import gemmalab.tensor.Precision;
import gemmalab.tensor.TensorEngine;
import gemmalab.tensor.TensorTurns;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;

/** Measures training: the steps of a real run, on random tokens. */
public final class TrainBenchmark {

  private static final int WARM_UP = 3;
  private static final int SEED = 1;
  private static final int RANDOM_TOKENS = 100_000;
  private static final double LEARNING_RATE = 1e-4;

  private TrainBenchmark() {}

  /** Medians over the steps after warmup; {@code min} and {@code max} are of single steps. */
  public record Result(
      double tokensPerSecond,
      double tokensPerSecondMin,
      double tokensPerSecondMax,
      double forwardMs,
      double backwardMs,
      double optimizerMs) {}

  /**
   * Trains the model in place for this many steps.
   *
   * @param turns in which each part of a step is a slice, so that others are not kept waiting
   */
  public static Result run(
      Gemma3Model model,
      TensorEngine engine,
      BatchPlan plan,
      Precision precision,
      int steps,
      TensorTurns turns) {
    int[] tokens =
        new SplittableRandom(SEED).ints(RANDOM_TOKENS, 0, model.config().vocabSize()).toArray();
    Windows windows = new Windows(TokenSequence.of(tokens), plan.blockSize());
    List<StepTimes> times = new ArrayList<>();
    Trainer trainer = turns.call(() -> trainer(model, engine, precision));
    try {
      for (int step = 0; step < WARM_UP + steps; step++) {
        step(trainer, windows, plan, step, turns);
        StepTimes taken = trainer.takeTimes();
        if (step >= WARM_UP) {
          times.add(taken);
        }
      }
    } finally {
      turns.run(trainer::close);
    }
    return summary(times, plan.tokensPerStep());
  }

  private static Trainer trainer(Gemma3Model model, TensorEngine engine, Precision precision) {
    return new Trainer(
        model,
        engine,
        new OptimizerConfig(0.9, 0.95, 1e-8, 0.1, true, 1),
        ForwardPass.over(engine.kernels(), precision));
  }

  private static void step(
      Trainer trainer, Windows windows, BatchPlan plan, int number, TensorTurns turns) {
    int microBatches = plan.gradientAccumulationSteps();
    for (int i = 0; i < microBatches; i++) {
      Batch batch = windows.random(SEED, (long) number * microBatches + i, plan.batchSize());
      turns.call(() -> trainer.forwardBackward(batch, 1.0 / microBatches));
    }
    double norm = turns.call(trainer::gradNorm);
    turns.run(() -> trainer.step(LEARNING_RATE, number + 1L, norm));
  }

  private static Result summary(List<StepTimes> times, long tokens) {
    double[] total = sorted(times, StepTimes::totalMs);
    return new Result(
        tokens / median(total) * 1e3,
        tokens / total[total.length - 1] * 1e3,
        tokens / total[0] * 1e3,
        median(sorted(times, StepTimes::forwardMs)),
        median(sorted(times, StepTimes::backwardMs)),
        median(sorted(times, StepTimes::optimizerMs)));
  }

  private static double[] sorted(List<StepTimes> times, ToDoubleFunction<StepTimes> part) {
    return times.stream().mapToDouble(part).sorted().toArray();
  }

  private static double median(double[] sorted) {
    return sorted[sorted.length / 2];
  }
}
