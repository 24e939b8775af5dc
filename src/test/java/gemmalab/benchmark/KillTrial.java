package gemmalab.benchmark;

import gemmalab.app.RunCatalog;
import gemmalab.app.RunSummary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * Whether a run survives its process's end: training processes are ended at random moments, by
 * SIGKILL and SIGTERM in turns, and go on each time; every number and weight is compared with those
 * of a run that was left in peace. Prints a table. Not a test; to run it by hand, with 10 kills:
 *
 * <pre>
 * mvn -q test-compile exec:exec -Dexec.classpathScope=test -Dquick.start=-XX:+TieredCompilation \
 *   -Dmain.class=gemmalab.benchmark.KillTrial</pre>
 *
 * The number of kills is the first argument of {@code main}, a seed of the moments the second.
 */
public final class KillTrial {

  private static final int DEFAULT_KILLS = 10;
  private static final long STEP_MILLIS = 2;
  private static final List<String> SOUGHT = List.of("checkpoint", "evaluation");
  private static final String OPTIONS =
      "--max_steps 12 --batch_size 2 --block_size 32 --eval_interval 4 --eval_batches 4";

  private final Path folder;
  private final SplittableRandom random;
  private final TrialChildren children;
  private final Path straight;
  private final Set<Path> runs = new HashSet<>();
  private final TreeMap<String, Integer> moments = new TreeMap<>();
  private final List<String> faults = new ArrayList<>();
  private long slowestStopMillis;
  private Path run;

  private KillTrial(Path folder, long seed) throws IOException {
    this.folder = folder;
    random = new SplittableRandom(seed);
    children = new TrialChildren(folder, OPTIONS);
    straight = folder.resolve("straight");
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
    finish(straight); // the first process also unpacks the engine into its home
    Path again = nextRun();
    long start = System.nanoTime();
    finish(again);
    long wholeMillis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
    long trainMillis = trainMillis(again);
    Leftovers leftovers = new Leftovers(folder, straight);
    compare(again, leftovers);
    System.out.printf(
        "%d numbers, %d files of tensors; a whole process takes %d ms, training in it %d ms%n",
        RunDifferences.numbers(straight).size(),
        RunDifferences.tensors(straight).size(),
        wholeMillis,
        trainMillis);
    System.out.println(ProcessEnd.HEADER);
    run = nextRun();
    for (int done = 0; done < kills; ) {
      ProcessEnd end = new ProcessEnd(run, runs, leftovers, done % 2 == 0);
      Process process = children.train(run, random.nextInt(4) == 0 ? "" : " --save_minutes 0.001");
      if (awaitMoment(process, end, wholeMillis, trainMillis) && end.come(process)) {
        done++;
        System.out.println(end.row(done));
        end.faults().forEach(this::fault);
        moments.merge(end.moment(), 1, Integer::sum);
        slowestStopMillis = Math.max(slowestStopMillis, end.stopMillis());
      } else {
        requireDone(process);
        compare(run, leftovers);
        run = nextRun();
      }
    }
    finish(run);
    compare(run, leftovers);
    return summary(kills);
  }

  /**
   * A fifth of the moments are anywhere in the process's life, two while it trains, and one each in
   * a checkpoint and in an evaluation, the next after a random time.
   */
  private boolean awaitMoment(Process process, ProcessEnd end, long whole, long training)
      throws Exception {
    int kind = random.nextInt(5);
    long millis = random.nextLong(kind == 0 ? whole : training);
    while (kind > 0 && process.isAlive() && !end.hasNews()) {
      Thread.sleep(STEP_MILLIS);
    }
    if (process.waitFor(millis, TimeUnit.MILLISECONDS)) {
      return false;
    }
    while (kind > 2 && process.isAlive() && !end.momentNow().equals(SOUGHT.get(kind - 3))) {
      Thread.sleep(STEP_MILLIS);
    }
    return process.isAlive();
  }

  /** How long a run trained, as its files tell: the first is that of its text. */
  private static long trainMillis(Path at) throws IOException {
    return Files.getLastModifiedTime(at.resolve("events.jsonl")).toMillis()
        - Files.getLastModifiedTime(at.resolve("text.json")).toMillis();
  }

  private boolean summary(int kills) {
    System.out.printf(
        "%d kills, half of them SIGKILL, of %d runs; moments %s; slowest stop %d ms; faults %s%n",
        kills, runs.size() - 1, moments, slowestStopMillis, faults);
    return faults.isEmpty();
  }

  private void fault(String fault) {
    faults.add(fault);
    System.out.println("FAULT " + fault);
  }

  private Path nextRun() {
    Path next = folder.resolve("run-" + (runs.size() + 1));
    runs.add(next);
    return next;
  }

  private void finish(Path at) throws Exception {
    requireDone(children.train(at, ""));
  }

  private void requireDone(Process process) throws InterruptedException {
    if (process.waitFor() != 0) {
      throw new IllegalStateException("see " + children.log());
    }
  }

  private void compare(Path at, Leftovers leftovers) throws IOException {
    List<String> differences = RunDifferences.between(at, straight);
    Set<String> left = leftovers.besides(runs);
    System.out.printf("%s: different: %s, left behind: %s%n", at.getFileName(), differences, left);
    differences.forEach(name -> fault(at.getFileName() + " differs in " + name));
    left.forEach(path -> fault(path + " is left after the end"));
    if (RunCatalog.list(folder).stream().anyMatch(entry -> !(entry instanceof RunSummary))) {
      fault("a run is damaged");
    }
  }
}
