package gemmalab.benchmark;

import gemmalab.app.RunSummary;
import gemmalab.cli.CliChild;
import gemmalab.text.GemmaException;
import gemmalab.train.RunFolder;
import gemmalab.train.TrainEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Whether a run survives a disk that is full, at 20 moments: for 12 the room is too small from the
 * beginning, for 8 someone takes all of it while the run trains. Each time the run must end with a
 * sentence, its checkpoints must be whole, and when there is room again it must go on to the very
 * numbers of a run that always had it. Prints a table; not a test. By hand, as root:
 *
 * <pre>
 * mvn -q test-compile exec:exec -Dexec.classpathScope=test -Dquick.start=-XX:+TieredCompilation \
 *   -Dmain.class=gemmalab.benchmark.FullDiskTrial</pre>
 */
public final class FullDiskTrial {

  private static final int MOMENTS = 20;
  private static final int BY_SIZE = 12;
  private static final String OPTIONS =
      "--max_steps 12 --batch_size 2 --block_size 32 --eval_interval 3 --eval_batches 2";

  private final Path folder;
  private final TrialChildren children;
  private final Path straight;
  private final SplittableRandom random = new SplittableRandom(13);
  private final List<String> faults = new ArrayList<>();

  private FullDiskTrial(Path folder) throws IOException {
    this.folder = folder;
    children = new TrialChildren(folder, OPTIONS);
    straight = folder.resolve("straight");
  }

  /** Runs the trial; the exit code is 1 if anything was lost. */
  public static void main(String[] arguments) throws Exception {
    Path folder = Files.createTempDirectory("full-disk-trial");
    System.out.println("folder " + folder);
    System.exit(new FullDiskTrial(folder).measure() ? 0 : 1);
  }

  private boolean measure() throws Exception {
    finish(straight);
    long needed = bytes(straight) + 2 * bytes(straight.resolve("last"));
    System.out.printf("a run takes %d KB at most%n", needed / 1000);
    System.out.println("      room KB  exit  steps  checkpoint  different afterwards");
    for (int moment = 0; moment < MOMENTS; moment++) {
      try (SmallDisk disk = new SmallDisk(folder.resolve("disk-" + moment), 2 * needed)) {
        Files.createDirectory(disk.folder().resolve("around"));
        tryAt(moment, disk);
      }
    }
    System.out.printf("%d moments; faults %s%n", MOMENTS, faults);
    return faults.isEmpty();
  }

  private void tryAt(int moment, SmallDisk disk) throws Exception {
    Path run = disk.folder().resolve("around").resolve("run");
    Leftovers leftovers = new Leftovers(folder, straight);
    long room = -1;
    if (moment < BY_SIZE) {
      // squares: most of what can go wrong is at the beginning
      room = Math.round(Math.pow((double) moment / BY_SIZE, 2) * bytes(straight));
      disk.leave(room);
    }
    Path err = folder.resolve("err-" + moment + ".txt");
    Process process = children.train(run, " --save_minutes 0.001", err);
    if (room < 0) {
      fillWhileItTrains(process, run, disk);
    }
    int code = process.waitFor();
    checkWords(moment, code, Files.readString(err), disk.folder());
    String row = row(moment, room, code, run);
    disk.empty();
    finish(run);
    List<String> differences = RunDifferences.between(run, straight);
    System.out.println(row + "  " + differences);
    differences.forEach(name -> fault(moment, name + " differs"));
    for (String path : leftovers.besides(Set.of())) {
      boolean expected =
          path.endsWith(".txt") || Files.exists(straight.resolve(relative(run, path)));
      if (!expected) {
        fault(moment, path + " is left");
      }
    }
  }

  private String relative(Path run, String path) {
    Path whole = folder.resolve(path);
    return whole.startsWith(run) ? run.relativize(whole).toString() : "none";
  }

  private void fillWhileItTrains(Process process, Path run, SmallDisk disk) throws Exception {
    while (process.isAlive() && RunDifferences.historyBytes(run) == 0) {
      Thread.sleep(2);
    }
    process.waitFor(random.nextLong(6_000), TimeUnit.MILLISECONDS);
    while (process.isAlive()) { // what the run frees is taken as well
      disk.leave(0);
      Thread.sleep(1);
    }
  }

  private void checkWords(int moment, int code, String err, Path disk) {
    List<String> lines = err.lines().toList();
    String last = lines.isEmpty() ? "" : lines.get(lines.size() - 1);
    if (code != 1) {
      fault(moment, "exit code " + code);
    }
    if (!last.contains(disk.toString()) || !last.contains("No space left on device")) {
      fault(moment, "it said: " + last);
    }
    if (err.contains("\tat ") || err.contains("Exception")) {
      fault(moment, "a stack trace: " + err);
    }
  }

  /** Throws nothing: what cannot be opened is a fault. */
  private String row(int moment, long room, int code, Path run) {
    int steps = 0;
    int checkpoint = 0;
    if (Files.exists(run.resolve("config.json"))) {
      try {
        RunSummary.of(run);
        List<TrainEvent> events = RunFolder.read(run).events().read();
        steps = last(events, TrainEvent.Step.class);
        checkpoint = RunFolder.read(run).checkpoints().steps();
        int told = last(events, TrainEvent.Saved.class);
        if (told > checkpoint) {
          fault(moment, "the checkpoint of " + told + " steps is gone");
        }
      } catch (GemmaException e) {
        fault(moment, String.valueOf(e.getMessage()));
      }
    }
    String how = room < 0 ? "filled" : String.valueOf(room / 1000);
    return String.format("%2d  %9s  %4d  %5d  %10d", moment, how, code, steps, checkpoint);
  }

  private static int last(List<TrainEvent> events, Class<? extends TrainEvent> type) {
    return events.stream().filter(type::isInstance).mapToInt(TrainEvent::step).max().orElse(0);
  }

  private void finish(Path run) throws Exception {
    CliChild.Ended ended = CliChild.run(folder, Map.of(), children.jvm(), children.words(run, ""));
    if (ended.exitCode() != 0) {
      throw new IllegalStateException(run + " cannot go on: " + ended.err());
    }
  }

  private void fault(int moment, String fault) {
    faults.add(moment + ": " + fault);
    System.out.println("FAULT " + moment + ": " + fault);
  }

  private static long bytes(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.mapToLong(path -> path.toFile().length()).sum();
    }
  }
}
