package gemmalab.benchmark;

import com.google.gson.JsonParser;
import gemmalab.app.RunSummary;
import gemmalab.files.DurableFolder;
import gemmalab.text.GemmaException;
import gemmalab.train.RunFolder;
import gemmalab.train.TrainEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The end of one training process by a signal, and what it did to the run. */
final class ProcessEnd {

  static final String HEADER = "kill  signal   run      during      steps  checkpoint  after ms";

  private static final int TERMINATED = 128 + 15;
  private static final long LONGEST_STOP_MILLIS = 20_000;

  private final Path run;
  private final Set<Path> runs;
  private final Leftovers leftovers;
  private final boolean forcibly;
  private final long bytesBefore;
  private final Set<String> leftBefore;
  private final List<String> faults = new ArrayList<>();
  private String moment = "start";
  private long millis;
  private int steps;
  private int checkpoint = -1;

  /**
   * Looks at a run whose process is about to start.
   *
   * @param forcibly by SIGKILL, else SIGTERM
   */
  ProcessEnd(Path run, Set<Path> runs, Leftovers leftovers, boolean forcibly) throws IOException {
    this.run = run;
    this.runs = runs;
    this.leftovers = leftovers;
    this.forcibly = forcibly;
    bytesBefore = RunDifferences.historyBytes(run);
    leftBefore = leftovers.besides(runs);
  }

  /** Whether the process has written into the history. */
  boolean hasNews() {
    return RunDifferences.historyBytes(run) != bytesBefore;
  }

  /** Ends the process and looks what is left; false if it had ended by itself just before. */
  boolean come(Process process) throws IOException, InterruptedException {
    moment = momentNow();
    long start = System.nanoTime();
    if (forcibly) {
      process.destroyForcibly();
    } else {
      process.destroy();
    }
    int code = process.waitFor();
    millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
    if (code == 0) {
      return false;
    }
    if (Files.exists(run.resolve("config.json"))) {
      inspect();
    }
    if (forcibly) {
      lookAfterKill();
    } else {
      lookAfterStop(code);
    }
    return true;
  }

  /** What the process seems to do at this moment. */
  String momentNow() throws IOException {
    if (!hasNews()) {
      return "start";
    }
    if (isReplacing(run) || isReplacing(run.resolve("checkpoints"))) {
      return "checkpoint";
    }
    List<TrainEvent> events = RunFolder.read(run).events().read();
    TrainEvent last = events.isEmpty() ? null : events.get(events.size() - 1);
    boolean evaluating =
        last instanceof TrainEvent.Evaluated
            || (last instanceof TrainEvent.Step step && step.step() % 4 == 0);
    return evaluating ? "evaluation" : last instanceof TrainEvent.Ended ? "end" : "step";
  }

  private static boolean isReplacing(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return false;
    }
    try (Stream<Path> inside = Files.list(folder)) {
      return inside.anyMatch(DurableFolder::isTemporary);
    }
  }

  /** Reads all, and opens the checkpoints. */
  private void inspect() throws IOException {
    try {
      RunSummary.of(run);
      steps =
          RunFolder.read(run).events().read().stream()
              .filter(TrainEvent.Step.class::isInstance)
              .mapToInt(TrainEvent::step)
              .reduce(0, (earlier, later) -> later);
    } catch (GemmaException e) {
      faults.add(run.getFileName() + " is damaged: " + e.getMessage());
    }
    Path progress = DurableFolder.whole(run.resolve("last")).resolve("progress.json");
    if (Files.exists(progress)) {
      String json = Files.readString(progress);
      checkpoint = JsonParser.parseString(json).getAsJsonObject().get("update").getAsInt();
    }
  }

  private void lookAfterKill() throws IOException {
    for (String path : leftovers.besides(runs)) {
      if (!Leftovers.isMarked(path)) {
        faults.add(path + " is left after SIGKILL without a mark");
      }
    }
  }

  /** A process that had begun to train leaves a checkpoint of its last update. */
  private void lookAfterStop(int code) throws IOException {
    if (code != TERMINATED) {
      faults.add("exit code " + code + " after SIGTERM");
    }
    if (millis > LONGEST_STOP_MILLIS) {
      faults.add("it took " + millis + " ms to stop");
    }
    if (hasNews() && checkpoint != steps) {
      faults.add("a checkpoint of " + checkpoint + " after " + steps + " steps");
    }
    Set<String> left = leftovers.besides(runs);
    left.removeAll(leftBefore);
    left.forEach(path -> faults.add(path + " is left after SIGTERM"));
  }

  List<String> faults() {
    return faults;
  }

  String moment() {
    return (forcibly ? "KILL " : "TERM ") + moment;
  }

  /** From SIGTERM to the end of the process. */
  long stopMillis() {
    return forcibly ? 0 : millis;
  }

  String row(int number) {
    return String.format(
        Locale.ENGLISH,
        "%4d  %-7s  %-7s  %-10s  %5d  %10s  %8d",
        number,
        forcibly ? "SIGKILL" : "SIGTERM",
        run.getFileName(),
        moment,
        steps,
        checkpoint < 0 ? "-" : checkpoint,
        millis);
  }
}
