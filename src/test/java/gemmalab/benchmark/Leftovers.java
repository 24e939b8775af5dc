package gemmalab.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What processes leave behind in a run, in the folder around it, in their home and in their
 * temporary folder. What a finished run has, and a home after it, is no leftover.
 */
final class Leftovers {

  private static final Pattern MARKED = Pattern.compile("(^|.*/)\\.gemma-lab-[0-9a-f]{16}(/.*)?");

  /** The log's lock outlasts a process that is killed; the next one takes it over. */
  private static final Pattern LOG = Pattern.compile("home/\\.gemma-lab/log/.*");

  private final Path folder;
  private final Set<String> usual;
  private final Set<String> ofRun;

  /**
   * Learns what is usual.
   *
   * @param folder of all runs, home and temporary folder
   * @param finished a run in it that ended by itself
   */
  Leftovers(Path folder, Path finished) throws IOException {
    this.folder = folder;
    usual = below(folder);
    ofRun = below(finished);
  }

  private static Set<String> below(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.map(path -> folder.relativize(path).toString().replace('\\', '/'))
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }

  /** All that is there now beside the usual, but for whole files of some runs. */
  Set<String> besides(Set<Path> runs) throws IOException {
    Set<String> left = below(folder);
    left.removeAll(usual);
    for (Path run : runs) {
      String name = run.getFileName().toString();
      ofRun.forEach(path -> left.remove(path.isEmpty() ? name : name + "/" + path));
    }
    return left;
  }

  /** Whether the next process knows that this is the app's, and ends or takes it. */
  static boolean isMarked(String path) {
    return MARKED.matcher(path).matches() || LOG.matcher(path).matches();
  }
}
