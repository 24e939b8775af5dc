package gemmalab.benchmark;

import com.google.gson.JsonParser;
import gemmalab.app.RunCatalog;
import gemmalab.app.RunSummary;
import gemmalab.cli.CliChild;
import gemmalab.files.DurableFolder;
import gemmalab.train.RunFolder;
import gemmalab.train.TrainEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Whether a run survives {@code kill -9}: training processes are killed at random moments and
 * resumed each time, and every number and weight is compared with those of a run that was never
 * killed. Prints a table. Not a test; to run it by hand, with 10 kills:
 *
 * <pre>
 * mvn -q test-compile exec:exec -Dexec.classpathScope=test -Dquick.start=-XX:+TieredCompilation \
 *   -Dmain.class=gemmalab.benchmark.KillTrial</pre>
 *
 * The number of kills is the first argument of {@code main}, a seed of the moments the second.
 */
public final class KillTrial {

  private static final int DEFAULT_KILLS = 10;
  private static final List<String> WEIGHTS =
      List.of("last/model.safetensors", "last/optimizer.safetensors", "best/model.safetensors");

  private final Path folder;
  private final SplittableRandom random;
  private Path run;
  private int runs;

  private KillTrial(Path folder, long seed) {
    this.folder = folder;
    random = new SplittableRandom(seed);
    run = nextRun();
  }

  /** Runs the trial; the exit code is 1 if anything was lost. */
  public static void main(String[] arguments) throws Exception {
    int kills = arguments.length < 1 ? DEFAULT_KILLS : Integer.parseInt(arguments[0]);
    long seed = arguments.length < 2 ? System.nanoTime() : Long.parseLong(arguments[1]);
    Path folder = Files.createTempDirectory("kill-trial");
    System.out.printf("seed %d, folder %s%n", seed, folder);
    System.exit(new KillTrial(folder, seed).measure(kills) ? 0 : 1);
  }

  private boolean measure(int kills) throws Exception {
    Path straight = folder.resolve("straight");
    long start = System.nanoTime();
    finish(begin(straight));
    long wholeMillis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
    System.out.printf("never killed: %d numbers in %d ms%n", numbers(straight).size(), wholeMillis);
    System.out.println("kill  run      after ms  told  checkpoint  left behind");
    boolean same = true;
    int done = 0;
    while (done < kills) {
      Process process = begin(run);
      long millis = random.nextLong(wholeMillis);
      if (process.waitFor(millis, TimeUnit.MILLISECONDS)) {
        same = compare(straight) && same;
        run = nextRun();
      } else {
        process.destroyForcibly().waitFor();
        done++;
        System.out.println(row(done, millis));
      }
    }
    finish(begin(run));
    return compare(straight) && same;
  }

  private Path nextRun() {
    runs++;
    return folder.resolve("run-" + runs);
  }

  /** Starts a run, or goes on with it if there is one in the folder; some save all the time. */
  private Process begin(Path at) throws IOException {
    String what =
        Files.exists(at.resolve("config.json"))
            ? "train --resume " + at
            : "train --preset nano --max_steps 40 --batch_size 2 --block_size 32 --eval_interval 4"
                + " --eval_batches 2 --output "
                + at;
    String saving = random.nextBoolean() ? " --save_minutes 0.001" : "";
    return CliChild.start(folder.resolve("log"), (what + " --device cpu" + saving).split(" ", -1));
  }

  private void finish(Process process) throws Exception {
    if (process.waitFor() != 0) {
      throw new IllegalStateException("see " + folder.resolve("log"));
    }
  }

  /** What a kill left; throws if the folder cannot be opened. */
  private String row(int kill, long millis) throws IOException {
    if (!Files.exists(run.resolve("config.json"))) {
      return row(kill, millis, "-", "-");
    }
    int told = RunSummary.of(run).updates(); // reads all, and opens the checkpoints
    Path progress = DurableFolder.whole(run.resolve("last")).resolve("progress.json");
    String checkpoint =
        Files.exists(progress)
            ? JsonParser.parseString(Files.readString(progress))
                .getAsJsonObject()
                .get("update")
                .getAsString()
            : "-";
    return row(kill, millis, String.valueOf(told), checkpoint);
  }

  private String row(int kill, long millis, String told, String checkpoint) throws IOException {
    return String.format(
        Locale.ENGLISH,
        "%4d  %-7s  %8d  %4s  %10s  %s",
        kill,
        run.getFileName(),
        millis,
        told,
        checkpoint,
        leftBehind());
  }

  private String leftBehind() throws IOException {
    if (!Files.exists(run)) {
      return "no folder yet";
    }
    try (Stream<Path> inside = Files.list(run)) {
      return inside
          .map(path -> String.valueOf(path.getFileName()))
          .filter(name -> name.startsWith(".gemma-lab-"))
          .sorted()
          .collect(Collectors.joining(", "));
    }
  }

  private boolean compare(Path straight) throws IOException {
    List<String> differences = new ArrayList<>();
    if (!numbers(run).equals(numbers(straight))) {
      differences.add("events.jsonl");
    }
    for (String file : WEIGHTS) {
      if (Files.mismatch(run.resolve(file), straight.resolve(file)) >= 0) {
        differences.add(file);
      }
    }
    System.out.printf(
        "%s: %d numbers and %d files of weights; different: %s%n",
        run.getFileName(), numbers(run).size(), WEIGHTS.size(), differences);
    boolean damaged = RunCatalog.list(folder).stream().anyMatch(e -> !(e instanceof RunSummary));
    return differences.isEmpty() && !damaged;
  }

  /** Losses, learning rates, norms and texts, with every bit. */
  private static List<String> numbers(Path at) {
    List<String> numbers = new ArrayList<>();
    for (TrainEvent event : RunFolder.read(at).events().read()) {
      if (event instanceof TrainEvent.Step step) {
        numbers.add(step.update() + " loss " + step.trainLoss());
        numbers.add(step.update() + " learning rate " + step.learningRate());
        numbers.add(step.update() + " gradient norm " + step.gradNorm());
      } else if (event instanceof TrainEvent.Evaluated evaluated) {
        numbers.add(evaluated.update() + " validation loss " + evaluated.valLoss());
      } else if (event instanceof TrainEvent.Sampled sampled) {
        numbers.add(sampled.update() + " text " + sampled.text());
      }
    }
    return numbers;
  }
}
