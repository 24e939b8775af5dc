package gemmalab.damage;

import gemmalab.damage.DamageTally.Outcome;
import gemmalab.text.GemmaException;
import gemmalab.text.Language;
import gemmalab.text.Messages;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Opens mutants of whole files and tells what became of each: the same for the same seed. */
public final class DamageHarness {

  private static final long SEED = 42;
  private static final long LONGEST_NANOS = 2_000_000_000L; // of the processor, on a busy machine
  private static final long LONGEST_WAIT_MILLIS = 20_000;
  private static final int LONGEST_SENTENCE = 1_500;

  private static final Pattern INTERNALS =
      Pattern.compile("\\b(java|javax|jdk|sun|com|org)\\.[a-z]|Exception|Error\\b|\\n|gemmalab\\.");

  private static final com.sun.management.ThreadMXBean THREADS =
      (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();

  private final Path folder;
  private final Messages japanese = Messages.of(Language.JAPANESE);

  /**
   * Prepares a harness.
   *
   * @param folder where the mutants are written
   */
  public DamageHarness(Path folder) {
    this.folder = folder;
  }

  /** Names of all readers. */
  public static List<String> readers() throws IOException {
    return DamagedReaders.all().stream().map(DamagedReader::name).toList();
  }

  /** Opens so many mutants with the reader of a name. */
  public DamageTally run(String name, int mutants) throws Exception {
    for (DamagedReader reader : DamagedReaders.all()) {
      if (reader.name().equals(name)) {
        return run(reader, mutants);
      }
    }
    throw new IllegalArgumentException(name);
  }

  private DamageTally run(DamagedReader reader, int mutants) throws Exception {
    Path place = Files.createDirectories(folder.resolve(reader.name().replace(' ', '-')));
    for (Map.Entry<String, byte[]> file : reader.files().entrySet()) {
      write(place.resolve(file.getKey()), file.getValue());
    }
    DamageTally tally = new DamageTally();
    Mutations mutations = new Mutations(SEED);
    List<String> names = new ArrayList<>(reader.files().keySet());
    for (int mutant = 0; mutant < mutants; mutant++) {
      String name = names.get(mutations.below(names.size()));
      byte[] whole = reader.files().getOrDefault(name, new byte[0]);
      write(place.resolve(name), mutations.change(name, whole));
      open(reader, place, mutant, tally);
      write(place.resolve(name), whole);
    }
    return tally;
  }

  private static void write(Path path, byte[] bytes) throws IOException {
    Files.createDirectories(path.resolveSibling(""));
    Files.write(path, bytes);
  }

  private void open(DamagedReader reader, Path place, int mutant, DamageTally tally)
      throws InterruptedException {
    Attempt attempt = new Attempt(reader, place);
    Thread thread = new Thread(attempt, "mutant");
    thread.setDaemon(true);
    thread.start();
    thread.join(LONGEST_WAIT_MILLIS);
    if (thread.isAlive()) {
      tally.add(Outcome.HANG, mutant, List.of(thread.getStackTrace()).toString());
    } else {
      tally.add(attempt.outcome, mutant, attempt.what);
    }
  }

  /** Opens one mutant, step by step. */
  private final class Attempt implements Runnable {

    private final DamagedReader reader;
    private final Path place;
    private Outcome outcome = Outcome.OPENED;
    private String what = "";

    private Attempt(DamagedReader reader, Path place) {
      this.reader = reader;
      this.place = place;
    }

    @Override
    public void run() {
      for (DamagedReader.Step step : reader.steps()) {
        long allocated = THREADS.getCurrentThreadAllocatedBytes();
        long nanos = THREADS.getCurrentThreadCpuTime();
        read(step);
        allocated = THREADS.getCurrentThreadAllocatedBytes() - allocated;
        nanos = THREADS.getCurrentThreadCpuTime() - nanos;
        if (nanos > LONGEST_NANOS) {
          set(Outcome.HANG, nanos / 1_000_000 + " ms");
        } else if (allocated > 2 * bytes() + reader.besideBytes()) {
          set(Outcome.TOO_MUCH_MEMORY, allocated + " bytes of " + bytes());
        }
      }
    }

    private void read(DamagedReader.Step step) {
      try {
        step.read(place);
      } catch (GemmaException e) {
        judge(e);
      } catch (Throwable e) { // whatever it is, it is counted
        set(Outcome.OTHER_THROWABLE, e + " at " + List.of(e.getStackTrace()).subList(0, 3));
      }
    }

    /** What is allocated in all is more than what is ever held at once. */
    private void judge(GemmaException fault) {
      for (String sentence :
          new String[] {String.valueOf(fault.getMessage()), fault.in(japanese)}) {
        String told = sentence.replace(place.toString(), "");
        boolean isClean =
            !INTERNALS.matcher(told).find()
                && sentence.length() < LONGEST_SENTENCE
                && (told.endsWith(".") || told.endsWith("。"));
        set(isClean ? Outcome.SENTENCE : Outcome.UNCLEAN_SENTENCE, sentence);
      }
    }

    private void set(Outcome found, String told) {
      if (found.compareTo(outcome) > 0) {
        outcome = found;
        what = told;
      }
    }

    private long bytes() {
      return reader.files().values().stream().mapToLong(file -> file.length).sum();
    }
  }
}
