package gemmalab.benchmark;

import gemmalab.app.ActivationReader;
import gemmalab.app.Lab;
import gemmalab.app.OpenModel;
import gemmalab.inspect.stage.Activations;
import gemmalab.model.ModelPreset;
import gemmalab.model.ModelStage;
import gemmalab.tensor.ComputeDevice;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
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
    String[] words = STORY.split(" ");
    int[] turn = {0};
    Activations[] read = {reader.read(model, STORY).join()};
    String size = name + ", " + read[0].length() + " tokens, ";
    time(
        size + "words of the lens",
        () -> reader.lens(model, reader.read(model, other(words, turn[0]++)).join()).join());
    read[0] = reader.lens(model, reader.read(model, STORY).join()).join();
    time(
        size + "a word typed",
        () -> read[0] = reader.read(model, STORY + " " + words[turn[0]++ % words.length]).join());
    time(size + "another text", () -> reader.read(model, other(words, turn[0]++)).join());
    Activations last = read[0];
    time(
        size + "attribution",
        () -> reader.attribution(model, last, last.length() - 1, last.next(0).id()).join());
    time(
        size + "calculation",
        () -> reader.calculation(model, last, ModelStage.DOWN, 1, 5, turn[0]++ % 100).join());
    System.out.println(name + ", lens complete after typing: " + last.hasLens());
  }

  /** A text of the same length that shares nothing at its beginning. */
  private static String other(String[] words, int turn) {
    List<String> moved = new ArrayList<>(List.of(words));
    Collections.rotate(moved, 1 + turn);
    return String.join(" ", moved);
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
