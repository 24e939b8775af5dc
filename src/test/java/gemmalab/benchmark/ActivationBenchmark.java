package gemmalab.benchmark;

import gemmalab.app.ActivationReader;
import gemmalab.app.Lab;
import gemmalab.app.OpenModel;
import gemmalab.inspect.stage.Activations;
import gemmalab.model.ModelPreset;
import gemmalab.tensor.ComputeDevice;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.Callable;

/**
 * How long it takes to read what a model computes for a text that grows by a word, and to attribute
 * a logit: the median and the worst of 20. Not a test; to run it by hand:
 *
 * <pre>
 * mvn -q test-compile exec:exec -Dexec.classpathScope=test -Dquick.start=-XX:+TieredCompilation \
 *   -Dmain.class=gemmalab.benchmark.ActivationBenchmark</pre>
 */
public final class ActivationBenchmark {

  private static final int TIMES = 20;
  private static final String STORY =
      "Once upon a time there was a little cat named Fred and he had a big red ball that he liked"
          + " to play with in the park with his friend Polly who was a very kind and happy dog and"
          + " one day they saw a small bird on a tree near the old";

  private ActivationBenchmark() {}

  public static void main(String[] arguments) throws Exception {
    try (Lab lab = Lab.forWindow()) {
      OpenModel nano = lab.models().open(Path.of("models/tale-nano"), ComputeDevice.CPU).join();
      measure("tale-nano", lab.activations(), nano);
      OpenModel large = lab.models().random(ModelPreset.GEMMA3_270M, ComputeDevice.CPU).join();
      measure("gemma3-270m", lab.activations(), large);
    }
  }

  private static void measure(String name, ActivationReader reader, OpenModel model)
      throws Exception {
    Activations read = reader.read(model, STORY).join();
    String size = name + ", " + read.length() + " tokens, ";
    int[] turn = {0};
    time(size + "read", () -> reader.read(model, STORY + " tree".repeat(turn[0]++ % 5)).join());
    time(size + "lens", () -> reader.lens(model, read).join());
    time(
        size + "attribution",
        () -> reader.attribution(model, read, read.length() - 1, read.next(0).id()).join());
  }

  private static void time(String name, Callable<?> work) throws Exception {
    double[] millis = new double[TIMES];
    for (int i = 0; i < TIMES; i++) {
      long start = System.nanoTime();
      work.call();
      millis[i] = (System.nanoTime() - start) / 1e6;
    }
    double first = millis[0];
    Arrays.sort(millis);
    System.out.printf(
        Locale.ENGLISH,
        "%s: median %.1f ms, first %.1f ms, worst %.1f ms%n",
        name,
        millis[TIMES / 2],
        first,
        millis[TIMES - 1]);
  }
}
