package gemmalab.benchmark;

import gemmalab.data.Batch;
import gemmalab.data.TokenSequence;
import gemmalab.data.Windows;
import gemmalab.model.ForwardPass;
import gemmalab.model.Gemma3Model;
import gemmalab.model.GemmaConfig;
import gemmalab.model.ModelPreset;
import gemmalab.tensor.ComputeDevice;
import gemmalab.tensor.Precision;
import gemmalab.tensor.TensorEngine;
import gemmalab.tensor.TensorThread;
import gemmalab.train.OptimizerConfig;
import gemmalab.train.Trainer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;

/**
 * What the TorchScript kernels are worth: a training step of {@code gemma3-270m} in DJL's own
 * operators (float32) against the same step through {@link Trainer} (bf16), taking turns in one
 * process. Prints one line of JSON. Not a test; to run it by hand, with 3 rounds:
 *
 * <pre>
 * mvn -q test-compile exec:exec -Dexec.classpathScope=test -Dquick.start=-XX:+TieredCompilation \
 *   -Dmain.class=gemmalab.benchmark.PlainOperatorsBenchmark</pre>
 *
 * The number of rounds is the first argument of {@code main}.
 */
public final class PlainOperatorsBenchmark {

  private static final int BATCH = 4;
  private static final int BLOCK = 128;
  private static final int DEFAULT_ROUNDS = 3;
  private static final OptimizerConfig OPTIMIZER =
      new OptimizerConfig(0.9, 0.95, 1e-8, 0.1, false, 1);

  private final List<Double> plain = new ArrayList<>();
  private final List<Double> kernels = new ArrayList<>();
  private double plainLoss;
  private double kernelsLoss;

  private PlainOperatorsBenchmark() {}

  /** Runs the benchmark; the first argument is the number of rounds. */
  public static void main(String[] arguments) {
    int rounds = arguments.length == 0 ? DEFAULT_ROUNDS : Integer.parseInt(arguments[0]);
    try (TensorThread thread = TensorThread.start()) {
      System.out.println(thread.call(() -> new PlainOperatorsBenchmark().measure(rounds)).join());
    }
  }

  private String measure(int rounds) throws IOException {
    TensorEngine engine = TensorEngine.onThisThread();
    GemmaConfig config = ModelPreset.GEMMA3_270M.config();
    int[] tokens = new SplittableRandom(1).ints(10_000, 0, config.vocabSize()).toArray();
    Windows windows = new Windows(TokenSequence.of(tokens), BLOCK);
    try (Gemma3Model plainModel = model(engine, config);
        Gemma3Model kernelsModel = model(engine, config);
        PlainTrainer plainTrainer = new PlainTrainer(engine, plainModel);
        Trainer trainer =
            new Trainer(
                kernelsModel,
                engine,
                OPTIMIZER,
                ForwardPass.over(engine.kernels(), Precision.BF16))) {
      for (int round = 0; round <= rounds; round++) {
        int number = round + 1;
        Batch batch = windows.random(1, round, BATCH);
        plainLoss = time(plain, batch, plainTrainer::step);
        kernelsLoss = time(kernels, batch, each -> step(trainer, each, number));
        System.err.printf(
            Locale.ENGLISH,
            "round %d: plain %.1f tokens/s, loss %.4f; kernels %.1f tokens/s, loss %.4f%n",
            round,
            plain.get(round),
            plainLoss,
            kernels.get(round),
            kernelsLoss);
      }
      plain.remove(0); // the warm-up
      kernels.remove(0);
      return json(rounds, engine.threads());
    }
  }

  private static double step(Trainer trainer, Batch batch, int number) {
    double loss = trainer.forwardBackward(batch, 1);
    double norm = trainer.gradNorm();
    trainer.step(1e-4, number, norm);
    if (!Double.isFinite(norm)) {
      throw new IllegalStateException("the gradients' norm is " + norm);
    }
    return loss;
  }

  private static double time(List<Double> rates, Batch batch, ToDoubleFunction<Batch> step) {
    long start = System.nanoTime();
    double loss = step.applyAsDouble(batch);
    rates.add(batch.tokens() / ((System.nanoTime() - start) / 1e9));
    return loss;
  }

  private String json(int rounds, int threads) throws IOException {
    return String.format(
        Locale.ENGLISH,
        "{\"preset\":\"%s\",\"batch\":\"%d x %d\",\"rounds\":%d,\"threads\":%d,"
            + "\"plain\":%s,\"kernels\":%s,\"ratio\":%.2f,\"peak_rss_mb\":%d}",
        ModelPreset.GEMMA3_270M.label(),
        BATCH,
        BLOCK,
        rounds,
        threads,
        summary(plain),
        summary(kernels),
        median(kernels) / median(plain),
        peakRssMb());
  }

  private static String summary(List<Double> rates) {
    return String.format(
        Locale.ENGLISH,
        "{\"tokens_per_second\":%.1f,\"tokens_per_second_min\":%.1f,"
            + "\"tokens_per_second_max\":%.1f}",
        median(rates),
        Collections.min(rates),
        Collections.max(rates));
  }

  private static double median(List<Double> rates) {
    List<Double> sorted = rates.stream().sorted().toList();
    int middle = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(middle)
        : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
  }

  private static long peakRssMb() throws IOException {
    return Files.readAllLines(Path.of("/proc/self/status")).stream()
        .filter(line -> line.startsWith("VmHWM:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
        .findFirst()
        .orElse(0);
  }

  private static Gemma3Model model(TensorEngine engine, GemmaConfig config) {
    engine.seed(42);
    return new Gemma3Model(config, engine.newManager(ComputeDevice.CPU)).withRandomWeights();
  }
}
