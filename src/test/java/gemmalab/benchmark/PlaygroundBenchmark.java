package gemmalab.benchmark;

import gemmalab.generate.SamplingSettings;
import gemmalab.ui.playground.ChoiceViewModel;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.Locale;
import java.util.Random;
import java.util.function.DoubleFunction;

/**
 * How long the bars take to follow the temperature, for a vocabulary of GPT-2's size: all of the
 * view model's work for one move of the slider, by the clock and by what it took of a processor,
 * since a busy machine makes the clock's worst meaningless. Not a test; to run it by hand:
 *
 * <pre>
 * mvn -q test-compile exec:exec -Dexec.classpathScope=test -Dquick.start=-XX:+TieredCompilation \
 *   -Dmain.class=gemmalab.benchmark.PlaygroundBenchmark</pre>
 */
public final class PlaygroundBenchmark {

  private static final int VOCABULARY = 50_257;
  private static final int WARM_UP = 100;
  private static final int MOVES = 1_000;
  private static final int TEXT = 200;

  private static final ThreadMXBean THREAD = ManagementFactory.getThreadMXBean();

  private PlaygroundBenchmark() {}

  public static void main(String[] arguments) {
    for (double spread : new double[] {0.1, 3}) { // of an untrained model, and of a trained one
      measure("temperature", spread, t -> new SamplingSettings(t, null, null, null));
      measure("with top-k 50", spread, t -> new SamplingSettings(t, 50, null, null));
      measure("with top-p 0.95", spread, t -> new SamplingSettings(t, null, 0.95, null));
      measure("with all", spread, t -> new SamplingSettings(t, 40_000, 0.99, 0.001, 1.2, null));
    }
  }

  private static void measure(
      String name, double spread, DoubleFunction<SamplingSettings> settings) {
    ChoiceViewModel choice = new ChoiceViewModel();
    choice.use(settings.apply(1));
    choice.show(logits(spread), text(), null, String::valueOf);
    double[] millis = new double[MOVES];
    double[] processor = new double[MOVES];
    for (int move = -WARM_UP; move < MOVES; move++) {
      SamplingSettings moved = settings.apply(0.02 + 1.98 * Math.floorMod(move, 100) / 100);
      long start = System.nanoTime();
      long used = THREAD.getCurrentThreadCpuTime();
      choice.use(moved);
      if (move >= 0) {
        processor[move] = (THREAD.getCurrentThreadCpuTime() - used) / 1e6;
        millis[move] = (System.nanoTime() - start) / 1e6;
      }
    }
    Arrays.sort(millis);
    Arrays.sort(processor);
    System.out.printf(
        Locale.ENGLISH,
        "spread %.1f, %s: median %.2f ms, worst %.2f ms (of processor time %.2f and %.2f ms)%n",
        spread,
        name,
        millis[MOVES / 2],
        millis[MOVES - 1],
        processor[MOVES / 2],
        processor[MOVES - 1]);
  }

  private static float[] logits(double spread) {
    Random random = new Random(1);
    float[] logits = new float[VOCABULARY];
    for (int id = 0; id < VOCABULARY; id++) {
      logits[id] = (float) (spread * random.nextGaussian());
    }
    return logits;
  }

  private static int[] text() {
    return new Random(2).ints(TEXT, 0, VOCABULARY).toArray();
  }
}
