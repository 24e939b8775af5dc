package gemmalab.benchmark;

import gemmalab.app.Futures;
import gemmalab.app.Lab;
import gemmalab.app.OpenModel;
import gemmalab.app.RunCatalog;
import gemmalab.app.RunEntry;
import gemmalab.app.RunSummary;
import gemmalab.tensor.ComputeDevice;
import gemmalab.text.GemmaException;
import gemmalab.train.RunFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/**
 * Whether a run can be read at any moment while another process trains it: its models are opened,
 * it is listed, its checkpoints are looked at, again and again, while each step makes a checkpoint.
 * A second process that wants to train it is refused. Prints how often each was done and what went
 * wrong; not a test. By hand:
 *
 * <pre>
 * mvn -q test-compile exec:exec -Dexec.classpathScope=test -Dquick.start=-XX:+TieredCompilation \
 *   -Dmain.class=gemmalab.benchmark.ReaderTrial</pre>
 */
public final class ReaderTrial {

  private static final String OPTIONS =
      "--max_steps 30 --batch_size 2 --block_size 32 --eval_interval 3 --eval_batches 2";

  private final Path runs;
  private final Path run;
  private final Map<String, Integer> done = new TreeMap<>();
  private final Map<String, Integer> faults = new TreeMap<>();

  private ReaderTrial(Path folder) {
    runs = folder.resolve("runs");
    run = runs.resolve("run");
  }

  /** Runs the trial; the exit code is 1 if anything could not be read. */
  public static void main(String[] arguments) throws Exception {
    Path folder = Files.createTempDirectory("reader-trial");
    System.out.println("folder " + folder);
    System.exit(new ReaderTrial(folder).measure(folder) ? 0 : 1);
  }

  private boolean measure(Path folder) throws Exception {
    TrialChildren children = new TrialChildren(folder, OPTIONS);
    Process trains = children.train(run, " --save_minutes 0.001");
    try (Lab lab = Lab.forTerminal()) {
      while (trains.isAlive() && !Files.exists(run.resolve("best"))) {
        Thread.sleep(2);
      }
      Process second = children.train(run, "");
      while (trains.isAlive()) {
        read(lab);
      }
      System.out.println("the run ended with exit code " + trains.waitFor());
      System.out.println("the second process ended with exit code " + second.waitFor());
    }
    System.out.println("done " + done);
    System.out.println("faults " + faults);
    return faults.isEmpty() && trains.exitValue() == 0;
  }

  private void read(Lab lab) {
    attempt("summary", () -> RunSummary.of(run));
    attempt("checkpoints", () -> RunFolder.read(run).checkpoints().requireWhole());
    attempt("steps", () -> RunFolder.read(run).checkpoints().steps());
    attempt("checkpoints", () -> RunFolder.read(run).intermediateCheckpoints().list());
    attempt("list", this::list);
    for (String model : new String[] {"", "best", "last"}) {
      attempt("model " + model, () -> open(lab, run.resolve(model)));
    }
  }

  private void list() {
    for (RunEntry entry : RunCatalog.list(runs)) {
      if (entry instanceof RunEntry.Damaged damaged) {
        throw damaged.reason();
      }
    }
  }

  private static void open(Lab lab, Path model) throws InterruptedException {
    OpenModel open = Futures.await(lab.models().open(model, ComputeDevice.CPU));
    lab.models().close(open);
  }

  private interface Attempt {
    void run() throws InterruptedException;
  }

  private void attempt(String name, Attempt attempt) {
    done.merge(name, 1, Integer::sum);
    try {
      attempt.run();
    } catch (GemmaException e) {
      String words = String.valueOf(e.getMessage()).replaceAll("[0-9a-f]{16}", "…");
      faults.merge(name + ": " + words, 1, Integer::sum);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
