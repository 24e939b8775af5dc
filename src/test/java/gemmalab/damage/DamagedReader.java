package gemmalab.damage;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A reader, and whole files for it to be damaged.
 *
 * @param files by their names in a folder; in each mutant one of them is changed
 * @param besideBytes that it may allocate, whatever the size of the files
 * @param steps what opens the folder and reads all that a model needs of it, one after the other
 */
record DamagedReader(String name, Map<String, byte[]> files, long besideBytes, List<Step> steps) {

  private static final long BESIDE = 32L << 20;

  /** Reads something of a folder. */
  @FunctionalInterface
  interface Step {
    void read(Path folder) throws Exception;
  }

  DamagedReader(String name, Map<String, byte[]> files, Step... steps) {
    this(name, files, BESIDE, List.of(steps));
  }

  /** The same that may allocate more. */
  DamagedReader allowed(long bytes) {
    return new DamagedReader(name, files, bytes, steps);
  }

  @Override
  public String toString() {
    return name;
  }
}
